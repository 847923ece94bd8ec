namespace LocalCloud.Aws.Sns.Sms;

internal sealed record ListOriginationNumbersRequest(string? NextToken, int? MaxResults);

internal sealed record ListOriginationNumbersResponse(List<string> PhoneNumbers, string? NextToken);

/// <summary>Numbers that text messages come from. They are bought in another service, and so there are none.</summary>
internal static class ListOriginationNumbers
{
    public static readonly Operation<SnsState, ListOriginationNumbersRequest, ListOriginationNumbersResponse> Definition =
        Operation<SnsState>.Define(
            "ListOriginationNumbers",
            SnsJson.Default.ListOriginationNumbersRequest,
            SnsJson.Default.ListOriginationNumbersResponse,
            (_, _, _) => (Result<ListOriginationNumbersResponse>)new ListOriginationNumbersResponse([], null),
            Must.Member<ListOriginationNumbersRequest>("maxResults", r => r.MaxResults).Range(1, 30)
        );
}
