using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record ListStacksRequest(string? NextToken, List<string>? StackStatusFilter);

internal sealed record ListStacksResponse(List<StackSummary> StackSummaries, string? NextToken);

internal sealed record StackSummary(
    string StackId,
    string StackName,
    string? TemplateDescription,
    DateTimeOffset CreationTime,
    DateTimeOffset? LastUpdatedTime,
    DateTimeOffset? DeletionTime,
    string StackStatus,
    string? StackStatusReason,
    string? ParentId,
    string? RootId,
    DriftInformation DriftInformation
);

internal static class ListStacks
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "ListStacks",
        OperationsJson.Default.ListStacksRequest,
        OperationsJson.Default.ListStacksResponse,
        Handle
    );

    private static Result<ListStacksResponse> Handle(StackState state, ListStacksRequest request, Context context)
    {
        if (request.StackStatusFilter?.Find(status => !StackStatus.All.Contains(status)) is not null)
            return TemplateError.Validation(
                $"1 validation error detected: Value '[{string.Join(", ", request.StackStatusFilter)}]' at 'stackStatusFilter' failed to "
                    + "satisfy constraint: "
                    + $"Member must satisfy constraint: [Member must satisfy enum value set: [{string.Join(", ", StackStatus.All)}]]"
            );
        var stacks = state
            .All.Where(s => request.StackStatusFilter is not { Count: > 0 } filter || filter.Contains(s.Status))
            .Select(Summary);
        return TemplateError.Pages.ByOffset(stacks, request.NextToken).Ok(out var page, out var error)
            ? new ListStacksResponse(page.Items, page.NextToken)
            : error;
    }

    private static StackSummary Summary(Stack stack) =>
        new(
            stack.StackId,
            stack.Name,
            stack.Source.Declared?.Description,
            stack.Created,
            stack.Updated,
            stack.Deleted,
            stack.Status,
            stack.StatusReason,
            stack.ParentId,
            stack.RootId,
            DriftInformation.Of(stack)
        );
}
