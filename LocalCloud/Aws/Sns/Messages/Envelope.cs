using System.Globalization;
using System.Text;

namespace LocalCloud.Aws.Sns.Messages;

/// <summary>
/// The JSON that subscribers get, in SNS's own layout: docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
/// </summary>
internal static class Envelope
{
    public static string Of(PublishedMessage message, string protocol, string subscriptionArn, SnsService service)
    {
        var endpoint = service.Host.Endpoint;
        var text = message.TextFor(protocol);
        var members = new List<(string Name, string Json)> { ("Type", Json.Text(message.Type)), ("MessageId", Json.Text(message.Id)) };
        Add("SequenceNumber", message.SequenceNumber);
        Add("Token", message.Token);
        Add("TopicArn", message.TopicArn);
        Add("Subject", message.Subject);
        Add("Message", text);
        var subscribe = message.Token is null ? null : SubscribeUrl(endpoint, message);
        Add("SubscribeURL", subscribe);
        Add("Timestamp", Time(message));
        // FIFO topics do not sign.
        if (message.SequenceNumber is null)
        {
            var version = message.SignatureVersion ?? "1";
            Add("SignatureVersion", version);
            Add("Signature", service.Signer.Sign(StringToSign(message, text, subscribe), version));
            Add("SigningCertURL", endpoint + service.Signer.CertificatePath);
        }
        if (message.Type == PublishedMessage.Notification)
            Add("UnsubscribeURL", UnsubscribeUrl(endpoint, subscriptionArn));
        if (message.Attributes is { Count: > 0 } attributes)
            members.Add(("MessageAttributes", Attributes(attributes)));
        return Object(members, "  ");

        void Add(string name, string? value)
        {
            if (value is not null)
                members.Add((name, Json.Text(value)));
        }
    }

    public static string SubscribeUrl(string endpoint, PublishedMessage message) =>
        $"{endpoint}/?Action=ConfirmSubscription&TopicArn={message.TopicArn}&Token={message.Token}";

    public static string UnsubscribeUrl(string endpoint, string subscriptionArn) =>
        $"{endpoint}/?Action=Unsubscribe&SubscriptionArn={subscriptionArn}";

    /// <summary>Names and values, each on a line, in the order of the names.</summary>
    private static string StringToSign(PublishedMessage message, string text, string? subscribeUrl)
    {
        var signed = new StringBuilder();
        Line("Message", text);
        Line("MessageId", message.Id);
        if (message.Type == PublishedMessage.Notification)
            Line("Subject", message.Subject);
        Line("SubscribeURL", subscribeUrl);
        Line("Timestamp", Time(message));
        Line("Token", message.Token);
        Line("TopicArn", message.TopicArn);
        Line("Type", message.Type);
        return signed.ToString();

        void Line(string name, string? value)
        {
            if (value is not null)
                signed.Append(name).Append('\n').Append(value).Append('\n');
        }
    }

    private static string Attributes(Dictionary<string, MessageAttributeValue> attributes) =>
        Object(
            attributes.Select(a => (a.Key, $$"""{"Type":{{Json.Text(a.Value.DataType!)}},"Value":{{Json.Text(a.Value.Text)}}}""")),
            "    "
        );

    private static string Object(IEnumerable<(string Name, string Json)> members, string indent) =>
        $"{{\n{string.Join(",\n", members.Select(m => $"{indent}{Json.Text(m.Name)} : {m.Json}"))}\n{indent[2..]}}}";

    private static string Time(PublishedMessage message) =>
        message.Published.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
