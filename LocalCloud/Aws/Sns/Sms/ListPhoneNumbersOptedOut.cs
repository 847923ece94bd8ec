namespace LocalCloud.Aws.Sns.Sms;

internal sealed record ListOptedOutRequest(string? nextToken);

internal sealed record ListOptedOutResponse(List<string> phoneNumbers, string? nextToken);

internal static class ListPhoneNumbersOptedOut
{
    public static readonly Operation<SnsState, ListOptedOutRequest, ListOptedOutResponse> Definition = Operation<SnsState>
        .Define("ListPhoneNumbersOptedOut", SnsJson.Default.ListOptedOutRequest, SnsJson.Default.ListOptedOutResponse, Handle)
        .Lacking(OptOuts.NobodyAnswers);

    private static Result<ListOptedOutResponse> Handle(SnsState state, ListOptedOutRequest request, Context context) =>
        new ListOptedOutResponse([], null);
}
