namespace LocalCloud.Aws.Ses.Classic;

internal sealed record SendingAnswer(bool Enabled);

internal static class GetAccountSendingEnabled
{
    public static readonly Operation Definition = Operation<SesState>.Define<NoMembers, SendingAnswer>(
        "GetAccountSendingEnabled",
        EmailJson.Default.NoMembers,
        EmailJson.Default.SendingAnswer,
        (_, _, _) => new SendingAnswer(true)
    );
}
