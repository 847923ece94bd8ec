using System.Globalization;

namespace LocalCloud.Aws.Sns.Sms;

internal sealed record SetSmsAttributesRequest(Dictionary<string, string>? attributes);

internal static class SetSMSAttributes
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
