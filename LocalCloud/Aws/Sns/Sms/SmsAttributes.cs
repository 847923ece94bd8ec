using System.Globalization;

namespace LocalCloud.Aws.Sns.Sms;

internal sealed record SetSmsAttributesRequest(Dictionary<string, string>? attributes);

internal sealed record GetSmsAttributesRequest(List<string>? attributes);

internal sealed record SmsAttributesResponse(Dictionary<string, string> attributes);

internal static class SetSmsAttributes
{
    public static readonly Operation<SnsState, SetSmsAttributesRequest, Operations.Empty> Definition = Operation<SnsState>
        .Define(
            "SetSMSAttributes",
            SnsJson.Default.SetSmsAttributesRequest,
            SnsJson.Default.Empty,
            Handle,
            Must.Member<SetSmsAttributesRequest>("attributes", r => r.attributes).Required()
        )
        .Lacking("they are kept; no text message costs or is reported on");

    private static Result<Operations.Empty> Handle(SnsState state, SetSmsAttributesRequest request, Context context)
    {
        foreach (var (name, value) in request.attributes!)
            if (!IsValid(name, value))
                return SnsErrors.Invalid(name);
        var attributes = new Dictionary<string, string>(state.SmsAttributes);
        foreach (var (name, value) in request.attributes)
            attributes[name] = value;
        state.PutSmsAttributes(context.Changes, attributes);
        return new Operations.Empty();
    }

    private static bool IsValid(string name, string value) =>
        name switch
        {
            "MonthlySpendLimit" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            "DeliveryStatusSuccessSamplingRate" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var rate)
                && rate <= 100,
            "DefaultSMSType" => value is "Promotional" or "Transactional",
            "DefaultSenderID" or "DeliveryStatusIAMRole" or "UsageReportS3Bucket" => true,
            _ => false,
        };
}

internal static class GetSmsAttributes
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
