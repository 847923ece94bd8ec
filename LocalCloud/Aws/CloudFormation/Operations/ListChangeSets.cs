using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record ListChangeSetsRequest(string? StackName, string? NextToken);

internal sealed record ListChangeSetsResponse(List<ChangeSetSummary> Summaries, string? NextToken);

internal sealed record ChangeSetSummary(
    string StackId,
    string StackName,
    string ChangeSetId,
    string ChangeSetName,
    string ExecutionStatus,
    string Status,
    string? StatusReason,
    DateTimeOffset CreationTime,
    string? Description
);

internal static class ListChangeSets
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "ListChangeSets",
        OperationsJson.Default.ListChangeSetsRequest,
        OperationsJson.Default.ListChangeSetsResponse,
        Handle,
        Requests.StackNameOrId<ListChangeSetsRequest>(r => r.StackName)
    );

    private static Result<ListChangeSetsResponse> Handle(StackState state, ListChangeSetsRequest request, Context context)
    {
        if (state.Find(request.StackName!) is not { } stack)
            return TemplateError.Validation($"Stack [{request.StackName}] does not exist");
        var summaries = stack.ChangeSets.Select(c => new ChangeSetSummary(
            stack.StackId,
            stack.Name,
            c.Id,
            c.Name,
            c.ExecutionStatus,
            c.Status,
            c.StatusReason,
            c.Created,
            c.Description
        ));
        return TemplateError.Pages.ByOffset(summaries, request.NextToken).Ok(out var page, out var error)
            ? new ListChangeSetsResponse(page.Items, page.NextToken)
            : error;
    }
}
