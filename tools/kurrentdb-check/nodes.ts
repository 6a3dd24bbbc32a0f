import gossipMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import gossip from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';

export interface ServerNode {
  readonly address: string;
  readonly state: 'leads' | 'follows' | 'dead';
}

const { LEADER } = gossipMessages.MemberInfo.VNodeState;

/** The nodes of the server, as the one says that this process is connected to. */
export const nodesOf = (client: KurrentDBClient): Promise<ServerNode[]> =>
  client['execute'](
    gossip.GossipClient,
    'gossip',
    (node) =>
      new Promise<ServerNode[]>((resolve, reject) => {
        node.read(new shared.Empty(), (error, info) => {
          if (error) return reject(error);
          resolve(
            info.getMembersList().map((member) => ({
              address: `${member.getHttpEndPoint()?.getAddress()}:${member.getHttpEndPoint()?.getPort()}`,
              state: !member.getIsAlive() ? 'dead' : member.getState() === LEADER ? 'leads' : 'follows',
            })),
          );
        });
      }),
  );
