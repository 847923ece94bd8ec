using System.Security.Cryptography;
using LocalCloud.Aws.Sns.Deliveries;
using LocalCloud.Aws.Sns.Operations;

namespace LocalCloud.Aws.Sns.Sms;

internal sealed record SandboxNumberRequest(string? PhoneNumber, string? LanguageCode);

internal static class CreateSMSSandboxPhoneNumber
{
    private static readonly string[] Languages =
    [
        "en-US",
        "en-GB",
        "es-419",
        "es-ES",
        "de-DE",
        "fr-CA",
        "fr-FR",
        "it-IT",
        "ja-JP",
        "pt-BR",
        "kr-KR",
        "zh-CN",
        "zh-TW",
    ];

    public static readonly Operation<SnsState, SandboxNumberRequest, Empty> Definition = Operation<SnsState>.Define(
        "CreateSMSSandboxPhoneNumber",
        SnsJson.Default.SandboxNumberRequest,
        SnsJson.Default.Empty,
        (state, request, context) =>
        {
            var number = new SandboxNumber(request.PhoneNumber!, RandomNumberGenerator.GetString("0123456789", 6));
            state.Put(context.Changes, number);
            state.Put(
                context.Changes,
                new TextMessage(
                    Guid.NewGuid().ToString(),
                    state.NextNumber(),
                    number.PhoneNumber,
                    $"Your AWS verification code is {number.Password}.",
                    null,
                    context.Now
                )
            );
            return (Result<Empty>)new Empty();
        },
        SmsSandbox.Number<SandboxNumberRequest>(r => r.PhoneNumber),
        Must.Member<SandboxNumberRequest>("languageCode", r => r.LanguageCode).Enum(Languages)
    );
}
