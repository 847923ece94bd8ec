using LocalCloud.Aws.CloudFormation.Resources.StandIns;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.ElastiCache;
using LocalCloud.Aws.ElastiCache.Caches;
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

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        var state = State(call);
        return state.DeleteAsync(state.SubnetGroups, existing.PhysicalId);
    }

    private static CacheState State(ResourceCall call) => call.Host.Service<ElastiCacheService>().State(call.Scope);

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call)
    {
        var state = State(call);
        var group = new CacheSubnetGroup(
            StandIn.Name1(call),
            Scalars.Member(call.Properties, "Description") ?? "",
            call.Properties.Texts("SubnetIds"),
            Settings.Of(call.Properties)
        );
        return (await state.PutAsync(state.SubnetGroups, group).ConfigureAwait(false)).Error is { } error
            ? error
            : new ResourceValues(group.Name, new Dictionary<string, string>())
            {
                Note = "Stand-in: LocalCloud has no networks. It is kept for those who ask for it.",
            };
    }
}
