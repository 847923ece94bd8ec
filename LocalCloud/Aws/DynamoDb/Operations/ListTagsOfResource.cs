using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record ListTagsOfResourceRequest(string? ResourceArn, string? NextToken);

internal sealed record ListTagsOfResourceResponse(List<ResourceTag> Tags);

/// <summary>A table's 50 tags fit in one page: there never is a token to go on from.</summary>
internal static class ListTagsOfResource
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "ListTagsOfResource",
        DynamoDbJson.Default.ListTagsOfResourceRequest,
        DynamoDbJson.Default.ListTagsOfResourceResponse,
        Handle,
        Must.Member<ListTagsOfResourceRequest>("resourceArn", r => r.ResourceArn).Required().Length(1, 1283)
    );

    private static Result<ListTagsOfResourceResponse> Handle(DynamoDbState state, ListTagsOfResourceRequest request, Context context) =>
        TagResource.ByArn(state, request.ResourceArn!).Ok(out var table, out var error)
            ? new ListTagsOfResourceResponse(table.Definition.Tags)
            : error;
}
