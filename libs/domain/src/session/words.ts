import type { Sense } from './senses.js';

/**
 * The words that ship with the product, by what they mean. A word is never taken out or moved to another sense: forums
 * have taught their own words by them. The Chinese and the Urdu words still need a native reader's look.
 */
export const words: Readonly<Record<Sense, { readonly en: string; readonly zh: string; readonly ur: string }>> = {
  DecisionTaken: {
    en: 'decided, decide, resolved, resolve, determined, settled on',
    zh: '决定, 议定',
    ur: 'فیصلہ کیا, طے کیا, طے پایا',
  },
  UndertakingAgreed: {
    en: 'agreed, agree, undertook, undertake, will, shall, committed, committed to, pledged, promised, assured, consented, reached consensus, concurred',
    zh: '同意, 一致同意, 商定, 达成一致, 达成共识, 承诺, 将',
    ur: 'اتفاق کیا, اتفاق ہوا, رضامندی ظاہر کی, عہد کیا, یقین دہانی کرائی',
  },
  Approved: {
    en: 'approved, approve, adopted, adopt, finalised, finalized, ratified, granted approval, gave approval, signed off on',
    zh: '批准, 通过, 核准, 审定',
    ur: 'منظوری دی, منظور کیا, حتمی شکل دی',
  },
  Endorsed: { en: 'endorsed, endorse, seconded', zh: '赞同, 认同', ur: 'توثیق کی, تائید کی' },
  ProjectInitiated: {
    en: 'launched, launch, initiated, initiate, broke ground, commenced, started, began, kicked off, inaugurated, signed the start',
    zh: '启动, 开工, 发起, 奠基',
    ur: 'آغاز کیا, شروع کیا, سنگ بنیاد رکھا, افتتاح کیا',
  },
  InstrumentSigned: {
    en: 'signed, sign, concluded, exchanged, initialled, initialed, inked',
    zh: '签署, 签订, 缔结, 互换',
    ur: 'دستخط کیے, معاہدہ کیا, تبادلہ کیا',
  },
  BodyEstablished: {
    en: 'established, establish, set up, constituted, formed, created, founded',
    zh: '成立, 设立, 组建, 建立',
    ur: 'قائم کیا, قائم کی, تشکیل دیا, تشکیل دی',
  },
  DirectionGiven: {
    en: 'directed, direct, instructed, instruct, tasked, task, ordered, mandated, assigned',
    zh: '责成, 指示, 部署',
    ur: 'ہدایت کی, ہدایت دی, حکم دیا',
  },
  RequestMade: {
    en: 'requested, request, invited, invite, urged, urge, encouraged, encourage, called upon, called on, call on, asked, appealed, sought, demanded, solicited',
    zh: '请求, 要求, 邀请, 敦促, 呼吁, 鼓励',
    ur: 'درخواست کی, مطالبہ کیا, دعوت دی, اپیل کی, حوصلہ افزائی کی',
  },
  RecommendationMade: { en: 'recommended, recommend, referred, forwarded', zh: '推荐, 提请', ur: 'سفارش کی' },
  ProposalMade: {
    en: 'proposed, propose, suggested, suggest, offered, offer, put forward, tabled, submitted',
    zh: '提议, 建议, 提出',
    ur: 'تجویز دی, تجویز پیش کی, پیشکش کی',
  },
  ProposalAccepted: { en: 'accepted, accept', zh: '接受, 采纳', ur: 'قبول کیا, قبول کر لیا' },
  ProposalDeclined: {
    en: 'declined, decline, rejected, turned down',
    zh: '拒绝, 不予接受',
    ur: 'مسترد کیا, انکار کیا',
  },
  ProposalWithdrawn: { en: 'withdrew, withdraw, took back', zh: '撤回', ur: 'واپس لیا, واپس لی' },
  Reviewed: {
    en: 'reviewed, review, reviewed progress, reviewed the progress, examined, took stock, took stock of, evaluated, assessed, confirmed',
    zh: '审议, 审查, 回顾, 评估',
    ur: 'جائزہ لیا, پیش رفت کا جائزہ لیا',
  },
  Deferred: { en: 'deferred, defer, postponed, put off, adjourned', zh: '推迟, 延期', ur: 'مؤخر کیا, ملتوی کیا' },
  ProgressAppreciated: {
    en: 'appreciated, appreciate, noted with satisfaction, noted with appreciation, expressed satisfaction, expressed appreciation, was satisfied, were satisfied, valued',
    zh: '赞赏, 满意地注意到, 表示满意, 表示赞赏',
    ur: 'سراہا, قدر کی, اطمینان کا اظہار کیا',
  },
  OutcomeCommended: {
    en: 'commended, commend, lauded, laud, congratulated, congratulate, welcomed, welcome, praised, praise, hailed, applauded, thanked, expressed gratitude, paid tribute, admired, celebrated',
    zh: '欢迎, 赞扬, 称赞, 祝贺, 高度评价, 感谢',
    ur: 'تعریف کی, خیرمقدم کیا, خراج تحسین پیش کیا, مبارکباد دی, شکریہ ادا کیا',
  },
  AchievementAcknowledged: {
    en: 'acknowledged, acknowledge, recognised, recognized, recognise, recognize',
    zh: '认可, 肯定, 承认',
    ur: 'اعتراف کیا, تسلیم کیا',
  },
  ConcernExpressed: {
    en: 'expressed concern, expressed concerns, noted with concern, voiced concern, was concerned, were concerned, regretted, deplored, condemned',
    zh: '关切, 表示关切, 表示遗憾',
    ur: 'تشویش کا اظہار کیا, افسوس کا اظہار کیا, مذمت کی',
  },
  MatterNoted: {
    en: 'noted, note, took note, took note of, were informed, was informed, informed, discussed, discuss, were briefed, was briefed, briefed, were apprised, was apprised, apprised, heard, considered, deliberated, exchanged views, was presented, were presented, presented, observed, mentioned, reported, shared, explained, recalled',
    zh: '注意到, 获悉, 听取, 听取汇报, 讨论, 交换意见, 通报, 介绍, 指出',
    ur: 'نوٹ کیا, آگاہ کیا گیا, آگاہ کیا, بریفنگ دی گئی, تبادلہ خیال کیا, غور کیا, بتایا',
  },
  PositionReaffirmed: {
    en: 'reaffirmed, reaffirm, reasserted, reiterated, reiterate, underscored, underscore, underlined, underline, emphasised, emphasized, emphasise, emphasize, stressed, stress, highlighted, affirmed, declared, stated, maintained, asserted, supported, support, renewed commitment',
    zh: '重申, 强调, 申明, 表示, 声明, 支持',
    ur: 'اعادہ کیا, زور دیا, اجاگر کیا, عزم کا اظہار کیا, اعلان کیا',
  },
  HopeExpressed: {
    en: 'expressed hope, hoped, hope, expected, expect, looked forward, looked forward to, look forward to, wished, anticipated, expressed confidence, expressed the hope, envisaged',
    zh: '希望, 期待, 期望, 展望',
    ur: 'امید ظاہر کی, توقع ظاہر کی, امید کی',
  },
  StatementInsertedBySide: { en: 'inserted, reserved its position, placed on record', zh: '保留立场', ur: 'درج کرایا' },
};
