using LocalCloud.Aws.Sns.Operations;

namespace LocalCloud.Aws.Sns.Sms;

internal static class OptInPhoneNumber
{
    public static readonly Operation<SnsState, PhoneNumberRequest, Empty> Definition = Operation<SnsState>
        .Define("OptInPhoneNumber", SnsJson.Default.PhoneNumberRequest, SnsJson.Default.Empty, Handle)
        .Lacking(OptOuts.NobodyAnswers);

    private static Result<Empty> Handle(SnsState state, PhoneNumberRequest request, Context context) =>
        OptOuts.Check(request) is { } error ? error : new Empty();
}
