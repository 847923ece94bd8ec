using LocalCloud.Aws.CloudFormation.Resources.StandIns;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.ElastiCache;
using LocalCloud.Aws.Engines;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

/// <summary>There are no subnets on one machine: the group is kept for those who ask ElastiCache for it.</summary>
internal sealed class ElastiCacheSubnetGroup()
    : ResourceType("AWS::ElastiCache::SubnetGroup", StandIn.Read("CacheSubnetGroupName* Description! SubnetIds! Tags"))
{
    public override IReadOnlyList<string> Attributes => [];

    public override string NameProperty => "CacheSubnetGroupName";

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => PutAsync(call);

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        call.Host.ChangeAsync<CacheState, Nothing>(call.Host.Service<ElastiCacheService>().State(call.Scope), (state, changes) =>
        {
            state.DeleteSubnetGroup(changes, existing.PhysicalId);
            return Nothing.Instance;
        });

    private static ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call)
    {
        var name = StandIn.Name1(call);
        return call.Host.ChangeAsync<CacheState, ResourceValues>(
            call.Host.Service<ElastiCacheService>().State(call.Scope),
            (state, changes) =>
            {
                state.Put(
                    changes,
                    new CacheSubnetGroup(
                        name,
                        Scalars.Member(call.Properties, "Description") ?? "",
                        call.Properties.Texts("SubnetIds"),
                        Settings.Of(call.Properties)
                    )
                );
                return new ResourceValues(name, new Dictionary<string, string>())
                {
                    Note = "Stand-in: LocalCloud has no networks. It is kept for those who ask for it.",
                };
            }
        );
    }
}
