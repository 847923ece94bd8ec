namespace LocalCloud.Aws.Sns.Sms;

internal sealed record ListSandboxNumbersRequest(string? NextToken, int? MaxResults);

internal sealed record ListSandboxNumbersResponse(List<ListedSandboxNumber> PhoneNumbers, string? NextToken);

internal sealed record ListedSandboxNumber(string PhoneNumber, string Status);

internal static class ListSMSSandboxPhoneNumbers
{
    public static readonly Operation<SnsState, ListSandboxNumbersRequest, ListSandboxNumbersResponse> Definition =
        Operation<SnsState>.Define(
            "ListSMSSandboxPhoneNumbers",
            SnsJson.Default.ListSandboxNumbersRequest,
            SnsJson.Default.ListSandboxNumbersResponse,
            (state, request, _) =>
                SnsErrors
                    .Pages.ByKey(state.SandboxNumbers.Values, n => n.PhoneNumber, request.NextToken, request.MaxResults)
                    .Ok(out var page, out var error)
                    ? new ListSandboxNumbersResponse(
                        [.. page.Items.Select(n => new ListedSandboxNumber(n.PhoneNumber, n.Status))],
                        page.NextToken
                    )
                    : (Result<ListSandboxNumbersResponse>)error,
            Must.Member<ListSandboxNumbersRequest>("maxResults", r => r.MaxResults).Range(1, 100)
        );
}
