namespace LocalCloud.Aws.Sns.Operations;

internal sealed record ListRequest(string? NextToken);

internal sealed record ListTopicsResponse(List<TopicArnResponse> Topics, string? NextToken);

internal static class ListTopics
{
    public static readonly Operation<SnsState, ListRequest, ListTopicsResponse> Definition = Operation<SnsState>.Define(
        "ListTopics",
        SnsJson.Default.ListRequest,
        SnsJson.Default.ListTopicsResponse,
        Handle
    );

    private static Result<ListTopicsResponse> Handle(SnsState state, ListRequest request, Context context) =>
        SnsErrors.Pages.ByKey(state.Topics.Values, t => t.Name, request.NextToken).Ok(out var page, out var error)
            ? new ListTopicsResponse([.. page.Items.Select(t => new TopicArnResponse(t.Arn))], page.NextToken)
            : error;
}
