using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources.StandIns;

/// <summary>What belongs to databases and caches and has nothing to do on one machine.</summary>
internal static class Databases
{
    public static IEnumerable<ResourceType> All =>
        [
            new StandIn("AWS::ElastiCache::ParameterGroup", "CacheParameterGroupFamily!* Description! Properties Tags", StandIn.Name1)
            {
                Besides = "No cache takes its parameters.",
            },
            new StandIn(
                "AWS::ElastiCache::User",
                "AccessString AuthenticationMode Engine!* NoPasswordRequired Passwords Tags UserId!* UserName!*",
                StandIn.Name1,
                Arn("user"),
                new StandInAttribute("Status", (_, _) => "active")
            )
            {
                Named = "UserId",
                Besides = "No cache knows it.",
            },
            new StandIn(
                "AWS::ElastiCache::UserGroup",
                "Engine! Tags UserGroupId!* UserIds!",
                StandIn.Name1,
                Arn("usergroup"),
                new StandInAttribute("Status", (_, _) => "active")
            )
            {
                Named = "UserGroupId",
                Besides = "No cache knows it.",
            },
        ];

    private static StandInAttribute Arn(string kind) => new("Arn", (call, id) => call.Scope.Arn("elasticache", $"{kind}:{id}"));
}
