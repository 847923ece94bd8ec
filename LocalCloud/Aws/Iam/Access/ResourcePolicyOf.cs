using LocalCloud.Aws.DynamoDb;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Iam.Evaluation;
using LocalCloud.Aws.Kms;
using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.SecretsManager;
using LocalCloud.Aws.Sns;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.Iam.Access;

/// <summary>The policy of what an ARN names, and whose it is. S3 asks for its buckets' by itself.</summary>
internal static class ResourcePolicyOf
{
    /// <summary>Null when it is of no account: then there is no policy of a resource to ask.</summary>
    public static ResourcePolicies? Arn(Host host, string arn)
    {
        if (arn.Split(':', 6) is not ["arn", _, var service, var region, { Length: 12 } account, var name])
            return null;
        var scope = new Scope(account, region);
        var policy = service switch
        {
            "sqs" => Read<SqsState>(host, "sqs", scope, s => s.Queues.GetValueOrDefault(name)?.Row.Attributes.GetValueOrDefault("Policy")),
            "sns" => Read<SnsState>(host, "sns", scope, s => s.Topics.GetValueOrDefault(name)?.Attribute("Policy")),
            "events" => Read<EventsState>(host, "events", scope, s =>
                s.Buses.GetValueOrDefault(name.Replace("event-bus/", "", StringComparison.Ordinal))?.Row.Policy
            ),
            "lambda" => Read<LambdaState>(host, "lambda", scope, s => OfFunction(s, name)),
            "dynamodb" => Read<DynamoDbState>(host, "dynamodb", scope, s => OfTable(s, name)),
            "secretsmanager" => Read<SecretsState>(host, "secretsmanager", scope, s => s.Find(arn)?.Policy),
            "kms" when name.StartsWith("key/", StringComparison.Ordinal) => host.Read(host.Service<KmsService>().StateOf(account), s =>
                s.Find(region, name["key/".Length..])?.Policy
            ),
            "iam" when name.StartsWith("role/", StringComparison.Ordinal) => host.Read(host.Service<IamService>().StateOf(account), s =>
                s.Roles.Values.FirstOrDefault(r => r.Arn == arn)?.AssumeRolePolicyDocument
            ),
            _ => null,
        };
        return new(account, policy is null ? null : AccessPolicy.Of(policy));
    }

    // table/NAME, its indexes, and table/NAME/stream/LABEL
    private static string? OfTable(DynamoDbState state, string name) =>
        name.Split('/') is ["table", var table, ..] and var parts
            ? (
                parts is [_, _, "stream", ..] ? state.ByName(table)?.Definition.StreamPolicy : state.ByName(table)?.Definition.Policy
            )?.Policy
            : null;

    // function:NAME, with the statements of its qualifier where there is one
    private static string? OfFunction(LambdaState state, string name) =>
        name.Split(':') is ["function", var function, ..] and var parts
            ? state.Functions.GetValueOrDefault(function)?.Policies.GetValueOrDefault(parts.Length > 2 ? parts[2] : "")?.Text()
            : null;

    private static string? Read<TState>(Host host, string service, Scope scope, Func<TState, string?> read)
        where TState : ServiceState => host.Read((TState)host.Service(service).State(scope), read);
}
