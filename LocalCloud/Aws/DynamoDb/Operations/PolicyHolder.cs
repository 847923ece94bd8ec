using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Operations;

/// <summary>What has a policy of its own: a table, or its stream.</summary>
internal sealed record PolicyHolder(DynamoDbState State, Table Table, bool IsStream)
{
    /// <summary>As ExpectedRevisionId: only where there is no policy yet.</summary>
    private const string NoPolicy = "NO_POLICY";

    public ResourcePolicy? Policy => IsStream ? Table.Definition.StreamPolicy : Table.Definition.Policy;

    public static Result<PolicyHolder> Of(DynamoDbState state, string arn)
    {
        var stream = arn.IndexOf("/stream/", StringComparison.Ordinal);
        if (!TagResource.ByArn(state, stream < 0 ? arn : arn[..stream]).Ok(out var table, out var error))
            return error;
        if (stream >= 0 && table.Definition.LatestStreamLabel != arn[(stream + "/stream/".Length)..])
            return DynamoDbErrors.ArnNotFound(arn);
        return new PolicyHolder(state, table, stream >= 0);
    }

    public AwsError? FaultOf(string? expected) =>
        expected is null || expected == (Policy?.RevisionId ?? NoPolicy)
            ? null
            : new AwsError("PolicyNotFoundException", $"Resource-based policy not found for the provided RevisionId: {expected}");

    public void Set(Changes changes, ResourcePolicy? policy) =>
        State.Change(
            changes,
            Table,
            IsStream ? Table.Definition with { StreamPolicy = policy } : Table.Definition with { Policy = policy }
        );
}
