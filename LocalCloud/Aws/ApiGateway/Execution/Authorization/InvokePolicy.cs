using System.Text.Json;
using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.ApiGateway.Execution.Authorization;

/// <summary>The policy that a Lambda authorizer returned, asked about one call: a Deny that fits outweighs every Allow.</summary>
internal static class InvokePolicy
{
    public static bool Allows(JsonElement policy, string arn, RequestKeys keys) =>
        PolicyAnswer.OfOwn([AccessPolicy.Of(policy)], new(Principal.Nobody, "execute-api:Invoke", arn, keys)).Allows;
}
