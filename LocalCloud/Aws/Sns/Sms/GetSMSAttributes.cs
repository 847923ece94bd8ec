namespace LocalCloud.Aws.Sns.Sms;

internal sealed record GetSmsAttributesRequest(List<string>? attributes);

internal sealed record SmsAttributesResponse(Dictionary<string, string> attributes);

internal static class GetSMSAttributes
{
    public static readonly Operation<SnsState, GetSmsAttributesRequest, SmsAttributesResponse> Definition = Operation<SnsState>.Define(
        "GetSMSAttributes",
        SnsJson.Default.GetSmsAttributesRequest,
        SnsJson.Default.SmsAttributesResponse,
        Handle
    );

    private static Result<SmsAttributesResponse> Handle(SnsState state, GetSmsAttributesRequest request, Context context)
    {
        var attributes = new Dictionary<string, string>(state.SmsAttributes);
        attributes.TryAdd("MonthlySpendLimit", "1");
        return new SmsAttributesResponse(
            request.attributes is { Count: > 0 } asked ? attributes.Where(a => asked.Contains(a.Key)).ToDictionary() : attributes
        );
    }
}
