import { features, gossip, services, shared } from './protocol.mjs';

const { MemberInfo, ClusterInfo, EndPoint } = gossip;
const { SupportedMethod, SupportedMethods } = features;

/** Since which version the second protocol's calls are there. */
const NEWER = { AppendSession: [25, 1], AppendRecords: [26, 1] };

/** What the client asks before it works: what the server can do, and who is in the cluster. */
export const clusterHandlers = ({ version, faults, address }) => ({
  features: {
    getSupportedMethods(call, callback) {
      const refused = faults.refusal({ needsLeader: false });
      if (refused) return callback(refused);
      const answer = new SupportedMethods().setEventStoreServerVersion(version);
      for (const { path } of Object.values(services).flatMap(Object.values)) {
        const [, service, method] = path.split('/');
        if (isIn(version, NEWER[method]))
          answer.addMethods(new SupportedMethod().setServiceName(service).setMethodName(method));
      }
      callback(null, answer);
    },
  },
  gossip: {
    read(call, callback) {
      const refused = faults.refusal({ needsLeader: false });
      if (refused) return callback(refused);
      const { FOLLOWER, LEADER } = MemberInfo.VNodeState;
      const members = [member(address(), faults.leader ? FOLLOWER : LEADER)];
      if (faults.leader) members.push(member(faults.leader, LEADER));
      callback(null, new ClusterInfo().setMembersList(members));
    },
  },
});

const member = ({ host, port }, state) =>
  new MemberInfo()
    .setInstanceId(new shared.UUID().setString('00000000-0000-4000-8000-000000000001'))
    .setTimeStamp(String(BigInt(Date.now()) * 10_000n))
    .setState(state)
    .setIsAlive(true)
    .setHttpEndPoint(new EndPoint().setAddress(host).setPort(Number(port)));

const isIn = (version, since) => {
  if (since === undefined) return true;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > since[0] || (major === since[0] && minor >= since[1]);
};
