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

internal sealed record DescribeTypeRequest(
    string? Type,
    string? TypeName,
    string? Arn,
    string? VersionId,
    string? PublisherId,
    string? PublicVersionNumber
);

internal sealed record DescribeTypeResponse(
    string Arn,
    string Type,
    string TypeName,
    string? Description,
    string ProvisioningType,
    string Visibility,
    string DeprecatedStatus,
    bool IsActivated
);

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

internal static class DescribeType
{
    public static readonly Operation Definition = Operation<StackState>
        .Define("DescribeType", OperationsJson.Default.DescribeTypeRequest, OperationsJson.Default.DescribeTypeResponse, Handle)
        .Lacking("Schema");

    private static Result<DescribeTypeResponse> Handle(StackState state, DescribeTypeRequest request, Context context)
    {
        var name = request.TypeName ?? request.Arn?[(request.Arn.LastIndexOf('/') + 1)..].Replace("-", "::", StringComparison.Ordinal);
        if (name is null)
            return TemplateError.Validation("Either Arn or Type and TypeName must be specified.");
        return ResourceTypes.Find(name) is { } type
            ? new DescribeTypeResponse(Arn(state, name), "RESOURCE", name, type.Note([]), "FULLY_MUTABLE", "PUBLIC", "LIVE", true)
            : new AwsError("TypeNotFoundException", $"The type '{name}' cannot be found.", 404);
    }

    public static string Arn(StackState state, string name) =>
        $"arn:aws:cloudformation:{state.Scope.Region}::type/resource/{name.Replace("::", "-", StringComparison.Ordinal)}";
}
