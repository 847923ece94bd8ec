namespace LocalCloud.Aws.Iam.Evaluation;

/// <summary>What is asked of policies: may this one do this to that.</summary>
/// <param name="Action">as sqs:SendMessage</param>
/// <param name="Resource">ARN, or * for an action without one</param>
internal sealed record AccessRequest(Principal Principal, string Action, string Resource, RequestKeys Keys)
{
    /// <summary>The resource in the forms of which a policy has to name one: a log group is meant with and without its streams.</summary>
    public IReadOnlyList<string> Forms { get; init; } = [Resource];
}
