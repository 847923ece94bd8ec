namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record BatchGetSecretValueRequest(
    List<string>? SecretIdList,
    List<SecretFilter>? Filters,
    int? MaxResults,
    string? NextToken
);

internal sealed record SecretFailure(string SecretId, string ErrorCode, string Message);

internal sealed record BatchGetSecretValueResponse(
    List<GetSecretValueResponse> SecretValues,
    string? NextToken,
    List<SecretFailure> Errors
);

internal static class BatchGetSecretValue
{
    public static readonly Operation<SecretsState, BatchGetSecretValueRequest, BatchGetSecretValueResponse> Definition =
        Operation<SecretsState>.Define(
            "BatchGetSecretValue",
            SecretsJson.Default.BatchGetSecretValueRequest,
            SecretsJson.Default.BatchGetSecretValueResponse,
            Handle,
            Must.Member<BatchGetSecretValueRequest>("secretIdList", r => r.SecretIdList).Length(1, 20),
            Must.Member<BatchGetSecretValueRequest>("filters", r => r.Filters).Length(0, 10),
            Must.Member<BatchGetSecretValueRequest>("maxResults", r => r.MaxResults).Range(1, 20)
        );

    private static Result<BatchGetSecretValueResponse> Handle(SecretsState state, BatchGetSecretValueRequest request, Context context)
    {
        if (request.SecretIdList is null == request.Filters is not { Count: > 0 })
            return Errors.Parameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
        var ids = request.SecretIdList
            ?? [.. state.All.Where(s => s.Deleted is null && SecretFilter.Match(s, request.Filters)).Select(s => s.Arn)];
        if (!Errors.Pages.ByOffset(ids, request.NextToken, request.MaxResults ?? 20).Ok(out var page, out var error))
            return error;
        var answer = new BatchGetSecretValueResponse([], page.NextToken, []);
        foreach (var id in page.Items)
            if (state.Value(id, null, null).Ok(out var found, out var failure))
                answer.SecretValues.Add(GetSecretValueResponse.Of(found.Secret, found.Version));
            else
                answer.Errors.Add(new(id, failure.Code, failure.Message));
        return answer;
    }
}
