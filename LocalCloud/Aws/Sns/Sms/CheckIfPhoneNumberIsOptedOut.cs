namespace LocalCloud.Aws.Sns.Sms;

internal sealed record OptedOutResponse(bool isOptedOut);

internal static class CheckIfPhoneNumberIsOptedOut
{
    public static readonly Operation<SnsState, PhoneNumberRequest, OptedOutResponse> Definition = Operation<SnsState>
        .Define("CheckIfPhoneNumberIsOptedOut", SnsJson.Default.PhoneNumberRequest, SnsJson.Default.OptedOutResponse, Handle)
        .Lacking(OptOuts.NobodyAnswers);

    private static Result<OptedOutResponse> Handle(SnsState state, PhoneNumberRequest request, Context context) =>
        OptOuts.Check(request) is { } error ? error : new OptedOutResponse(false);
}
