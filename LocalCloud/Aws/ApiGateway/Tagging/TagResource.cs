namespace LocalCloud.Aws.ApiGateway.Tagging;

internal static class TagResource
{
    private static readonly AwsError Reserved = Errors.BadRequest("Tag keys starting with 'aws:' are reserved for system use");
    private static readonly AwsError TooMany = Errors.BadRequest("The number of tags exceeds the limit of 50");

    public static readonly Operation<ApiGatewayState, TagsRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("TagResource", ApiGatewayJson.Default.TagsRequest, Handle)
        .Http("POST /v2/tags/{resource-arn}", status: 201);

    private static Result<Nothing> Handle(ApiGatewayState state, TagsRequest request, Context context)
    {
        var found = Tagged.Find(state, request.ResourceArn);
        return found.Error is null && request.Tags?.Keys.Any(SystemTags.IsReserved) is true
            ? Reserved
            : found.Tag(request.Tags, context.Changes, TooMany);
    }
}
