using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

/// <summary>What the operations of RDS and ElastiCache make is what templates make: the same engines, checked and described alike, without
/// a stack.</summary>
internal static class DirectCall
{
    public static ResourceCall Of(Context context, string name, JsonObject properties, string? snapshot = null) =>
        new(context.Host, context.Scope, name, properties, Resumed: false, context.Cancellation)
        {
            Stacks = (StackState)context.Host.Service<CloudFormationService>().State(context.Scope),
            Stack = new()
            {
                StackId = name,
                Name = name,
                Created = context.Now,
                Status = StackStatus.CreateComplete,
                Source = new("{}", []),
            },
            LogicalId = name,
            Snapshot = snapshot is not null,
            SnapshotName = snapshot,
        };

    public static ResourceType Type(string name) => ResourceTypes.Find(name)!;

    public static ExistingResource Existing(string name, JsonObject settings) =>
        new(settings, new ResourceValues(name, new Dictionary<string, string>()));
}
