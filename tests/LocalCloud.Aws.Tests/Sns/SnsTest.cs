using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace LocalCloud.Aws.Tests.Sns;

/// <summary>Speaks SNS's query protocol by hand, and looks into queues with the SDK.</summary>
public abstract class SnsTest : QueueTargetTest
{
    protected sealed record Answer(int Status, XElement Xml)
    {
        public string? Code => this["Code"];

        public string? Message => this["Message"];

        /// <summary>The first element of that name, wherever it is.</summary>
        public string? this[string name] => Xml.Descendants().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

        public List<string> All(string name) => [.. Xml.Descendants().Where(e => e.Name.LocalName == name).Select(e => e.Value)];

        public Dictionary<string, string> Map =>
            Xml.Descendants()
                .Where(e => e.Name.LocalName == "entry")
                .ToDictionary(e => e.Elements().First().Value, e => e.Elements().Last().Value);
    }

    protected static string TopicArn(string name, string account = Account) => $"arn:aws:sns:{Region}:{account}:{name}";

    protected Task<Answer> CallAsync(string operation, params (string Name, string Value)[] parameters) =>
        CallAsync(Account, Region, operation, parameters);

    protected async Task<Answer> CallAsync(
        string account,
        string region,
        string operation,
        (string Name, string Value)[] parameters,
        params (string Name, string Value)[] headers
    )
    {
        using var response = await CallerOf(account, region).QueryAsync("sns", "2010-03-31", operation, parameters, headers);
        return new((int)response.StatusCode, XElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    /// <summary>A call that has to succeed.</summary>
    protected async Task<Answer> DoAsync(string operation, params (string Name, string Value)[] parameters)
    {
        var answer = await CallAsync(operation, parameters);
        Assert.True(answer.Status == 200, answer.Xml.ToString());
        return answer;
    }

    /// <summary>A link of a message, as a person or a program visits it: no signature, no version.</summary>
    protected async Task<Answer> VisitAsync(string link)
    {
        using var response = await Http.GetAsync(new Uri(link));
        return new((int)response.StatusCode, XElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    protected static async Task RefusedAsync(Task<Answer> call, string code, string message, int status = 400)
    {
        var answer = await call;
        Assert.Equal((status, code, message), (answer.Status, answer.Code, answer.Message));
    }

    /// <summary>name=value, as Attributes of CreateTopic and Subscribe.</summary>
    protected static (string, string)[] Attributes(params (string Name, string Value)[] attributes) =>
        [
            .. attributes.SelectMany(
                (a, i) => ((string, string)[])[($"Attributes.entry.{i + 1}.key", a.Name), ($"Attributes.entry.{i + 1}.value", a.Value)]
            ),
        ];

    /// <summary>Message attributes; a type of Binary takes base64.</summary>
    protected static (string, string)[] MessageAttributes(params (string Name, string Type, string Value)[] attributes) =>
        [
            .. attributes.SelectMany(
                (a, i) =>
                    ((string, string)[])
                        [
                            ($"MessageAttributes.entry.{i + 1}.Name", a.Name),
                            ($"MessageAttributes.entry.{i + 1}.Value.DataType", a.Type),
                            (
                                $"MessageAttributes.entry.{i + 1}.Value.{(a.Type.StartsWith("Binary", StringComparison.Ordinal) ? "Binary" : "String")}Value",
                                a.Value
                            ),
                        ]
            ),
        ];

    protected async Task<string> TopicAsync(string name, params (string, string)[] attributes)
    {
        if (name.EndsWith(".fifo", StringComparison.Ordinal))
            attributes = [("FifoTopic", "true"), .. attributes];
        return (await DoAsync("CreateTopic", [("Name", name), .. Attributes(attributes)]))["TopicArn"]!;
    }

    protected async Task<string> SubscribeAsync(string topic, string protocol, string endpoint, params (string, string)[] attributes) =>
        (
            await DoAsync(
                "Subscribe",
                [
                    ("TopicArn", topic),
                    ("Protocol", protocol),
                    ("Endpoint", endpoint),
                    ("ReturnSubscriptionArn", "true"),
                    .. Attributes(attributes),
                ]
            )
        )["SubscriptionArn"]!;

    /// <summary>Makes the queue and subscribes it.</summary>
    protected async Task<string> QueueOnAsync(string topic, string queue, params (string, string)[] attributes)
    {
        var url = await QueueAsync(queue);
        await SubscribeAsync(topic, "sqs", QueueArn(queue), attributes);
        return url;
    }

    protected async Task<string> PublishAsync(string topic, string message, params (string, string)[] more) =>
        (await DoAsync("Publish", [("TopicArn", topic), ("Message", message), .. more]))["MessageId"]!;

    protected async Task<JsonObject> ReceiveEnvelopeAsync(string queueUrl) =>
        JsonNode.Parse((await ReceiveAsync(queueUrl)).Body)!.AsObject();

    /// <summary>What the trace page tells of a message.</summary>
    protected async Task<JsonObject> TraceAsync(string messageId)
    {
        var page = JsonNode.Parse(await Http.GetStringAsync($"/_localcloud/traces/topics?id={messageId}"))!;
        return Assert.Single(page["messages"]!.AsArray())!.AsObject();
    }

    /// <summary>Asks until the message's only delivery is so.</summary>
    protected async Task<JsonNode> UntilAsync(string messageId, string status, int attempts = 0)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var delivery = Assert.Single((await TraceAsync(messageId))["deliveries"]!.AsArray())!;
            if ((string?)delivery["status"] == status && (int)delivery["attempts"]! >= attempts)
                return delivery;
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    protected async Task FaultAsync(string fault)
    {
        using var response = await Http.PostAsync("/_localcloud/faults", new StringContent(fault));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
