import type { Leader } from './errors.ts';
import type { Faults } from './faults.ts';
import { features, gossip, services, shared, type Features, type Gossip, type grpc } from './protocol.ts';

const { MemberInfo, ClusterInfo, EndPoint } = gossip;
const methods = Object.values(services).flatMap((service) => Object.values<{ path: string }>(service));
const { SupportedMethod, SupportedMethods } = features;

type Version = readonly [major: number, minor: number];

/** The first version that has each call of the second protocol. */
const NEWER: Readonly<Record<string, Version>> = { AppendSession: [25, 1], AppendRecords: [26, 1] };

/** A node as gossip tells of it; gossip is late, so a node that has just died is still said to be alive. */
export interface Member extends Leader {
  readonly leads: boolean;
  readonly isAlive: boolean;
}

interface Standing {
  readonly version: string;
  readonly faults: Faults;
  address(): Leader;
  /** The nodes of the cluster; this one alone unless given. */
  readonly members?: () => readonly Member[];
}

/** The calls with which the client starts: the features of the server, and the members of the cluster. */
export const clusterHandlers = ({ version, faults, address, members: ofCluster }: Standing) => ({
  features: {
    getSupportedMethods(_: unknown, callback: grpc.sendUnaryData<Features.SupportedMethods>) {
      const refused = faults.refusal({ needsLeader: false });
      if (refused) return callback(refused);
      const answer = new SupportedMethods().setEventStoreServerVersion(version);
      for (const { path } of methods) {
        const [, service = '', method = ''] = path.split('/');
        if (isIn(version, NEWER[method]))
          answer.addMethods(new SupportedMethod().setServiceName(service).setMethodName(method));
      }
      callback(null, answer);
    },
  },
  gossip: {
    read(_: unknown, callback: grpc.sendUnaryData<Gossip.ClusterInfo>) {
      const refused = faults.refusal({ needsLeader: false });
      if (refused) return callback(refused);
      const alone = [{ ...address(), leads: faults.leader === undefined, isAlive: true }];
      if (faults.leader) alone.push({ ...faults.leader, leads: true, isAlive: true });
      callback(null, new ClusterInfo().setMembersList((ofCluster?.() ?? alone).map(member)));
    },
  },
});

const { FOLLOWER, LEADER } = MemberInfo.VNodeState;

const member = ({ host, port, leads, isAlive }: Member) =>
  new MemberInfo()
    .setInstanceId(new shared.UUID().setString('00000000-0000-4000-8000-000000000001'))
    .setTimeStamp(String(BigInt(Date.now()) * 10_000n))
    .setState(leads ? LEADER : FOLLOWER)
    .setIsAlive(isAlive)
    .setHttpEndPoint(new EndPoint().setAddress(host).setPort(port));

const isIn = (version: string, since: Version | undefined) => {
  if (since === undefined) return true;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > since[0] || (major === since[0] && minor >= since[1]);
};
