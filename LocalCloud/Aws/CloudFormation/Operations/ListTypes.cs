using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record ListTypesFilters(string? Category, string? PublisherId, string? TypeNamePrefix);

internal sealed record ListTypesRequest(
    string? Visibility,
    string? ProvisioningType,
    string? DeprecatedStatus,
    string? Type,
    ListTypesFilters? Filters,
    int? MaxResults,
    string? NextToken
);

internal sealed record TypeSummary(string Type, string TypeName, string TypeArn, string? Description);

internal sealed record ListTypesResponse(List<TypeSummary> TypeSummaries, string? NextToken);

internal static class ListTypes
{
    public static readonly Operation Definition = Operation<StackState>
        .Define("ListTypes", OperationsJson.Default.ListTypesRequest, OperationsJson.Default.ListTypesResponse, Handle)
        .Lacking("the types that LocalCloud has, none of one's own");

    private static Result<ListTypesResponse> Handle(StackState state, ListTypesRequest request, Context context)
    {
        var types =
            request.Visibility != "PUBLIC" || request.Type is not (null or "RESOURCE")
                ? []
                : ResourceTypes
                    .Names.Where(name =>
                        request.Filters?.TypeNamePrefix is not { } prefix || name.StartsWith(prefix, StringComparison.Ordinal)
                    )
                    .Select(name => new TypeSummary("RESOURCE", name, DescribeType.Arn(state, name), ResourceTypes.Find(name)!.Note([])));
        return TemplateError.Pages.ByOffset(types, request.NextToken).Ok(out var page, out var error)
            ? new ListTypesResponse(page.Items, page.NextToken)
            : error;
    }
}
