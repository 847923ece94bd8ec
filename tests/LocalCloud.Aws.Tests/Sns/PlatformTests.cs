using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Sns;

public sealed class PlatformTests : SnsTest
{
    private async Task<string> ApplicationAsync(string name = "app") =>
        (
            await DoAsync(
                "CreatePlatformApplication",
                [("Name", name), ("Platform", "GCM"), .. Attributes(("PlatformCredential", "secret"))]
            )
        )["PlatformApplicationArn"]!;

    private Task<Answer> TryEndpointAsync(string application, string token, params (string, string)[] more) =>
        CallAsync("CreatePlatformEndpoint", [("PlatformApplicationArn", application), ("Token", token), .. more]);

    [Fact]
    public async Task An_application_is_kept_and_its_secret_never_told()
    {
        var application = await ApplicationAsync();
        Assert.Equal($"arn:aws:sns:{Region}:{Account}:app/GCM/app", application);
        Assert.Equal(["Enabled"], (await DoAsync("GetPlatformApplicationAttributes", ("PlatformApplicationArn", application))).Map.Keys);
        await DoAsync("DeletePlatformApplication", ("PlatformApplicationArn", application));
        await DoAsync("DeletePlatformApplication", ("PlatformApplicationArn", application));
        await RefusedAsync(
            CallAsync("GetPlatformApplicationAttributes", ("PlatformApplicationArn", application)),
            "NotFound",
            "PlatformApplication does not exist",
            404
        );
    }

    [Fact]
    public async Task A_platform_that_is_none_is_refused() =>
        await RefusedAsync(
            CallAsync("CreatePlatformApplication", [("Name", "app"), ("Platform", "pigeon"), .. Attributes(("PlatformCredential", "x"))]),
            "InvalidParameter",
            "Invalid parameter: Platform Reason: pigeon is not supported"
        );

    [Fact]
    public async Task An_endpoint_is_one_per_token()
    {
        var application = await ApplicationAsync();
        var endpoint = (await TryEndpointAsync(application, "t", ("CustomUserData", "u")))["EndpointArn"]!;
        Assert.Equal(endpoint, (await TryEndpointAsync(application, "t", ("CustomUserData", "u")))["EndpointArn"]);
        await RefusedAsync(
            TryEndpointAsync(application, "t", ("CustomUserData", "v")),
            "InvalidParameter",
            $"Invalid parameter: Token Reason: Endpoint {endpoint} already exists with the same Token, but different attributes."
        );
        Assert.Equal(
            [endpoint],
            (await DoAsync("ListEndpointsByPlatformApplication", ("PlatformApplicationArn", application))).All("EndpointArn")
        );
    }

    [Fact]
    public async Task An_endpoint_can_be_switched_off_and_deleted()
    {
        var endpoint = (await TryEndpointAsync(await ApplicationAsync(), "t"))["EndpointArn"]!;
        await DoAsync("SetEndpointAttributes", [("EndpointArn", endpoint), .. Attributes(("Enabled", "false"))]);
        var attributes = (await DoAsync("GetEndpointAttributes", ("EndpointArn", endpoint))).Map;
        Assert.Equal(("false", "t"), (attributes["Enabled"], attributes["Token"]));
        await DoAsync("DeleteEndpoint", ("EndpointArn", endpoint));
        await RefusedAsync(CallAsync("GetEndpointAttributes", ("EndpointArn", endpoint)), "NotFound", "Endpoint does not exist", 404);
    }

    [Fact]
    public async Task What_is_published_to_an_endpoint_is_kept_as_its_platform_would_get_it()
    {
        var endpoint = (await TryEndpointAsync(await ApplicationAsync(), "device"))["EndpointArn"]!;
        var id = (
            await DoAsync(
                "Publish",
                ("TargetArn", endpoint),
                ("Message", """{"default":"d","GCM":"for google"}"""),
                ("MessageStructure", "json")
            )
        )["MessageId"];
        var push = Assert.Single(JsonNode.Parse(await Http.GetStringAsync($"/_localcloud/push?endpoint={endpoint}"))!.AsArray())!;
        Assert.Equal(
            (id, "GCM", "device", "for google"),
            ((string?)push["id"], (string?)push["platform"], (string?)push["token"], (string?)push["message"])
        );
        await Http.DeleteAsync("/_localcloud/push");
        Assert.Empty(JsonNode.Parse(await Http.GetStringAsync("/_localcloud/push"))!.AsArray());
    }

    [Fact]
    public async Task Nothing_is_pushed_to_an_endpoint_that_is_not_there_or_switched_off()
    {
        var application = await ApplicationAsync();
        var endpoint = (await TryEndpointAsync(application, "device"))["EndpointArn"]!;
        await DoAsync("SetEndpointAttributes", [("EndpointArn", endpoint), .. Attributes(("Enabled", "false"))]);
        await RefusedAsync(CallAsync("Publish", ("TargetArn", endpoint), ("Message", "x")), "EndpointDisabled", "Endpoint is disabled");
        await DoAsync("SetPlatformApplicationAttributes", [("PlatformApplicationArn", application), .. Attributes(("Enabled", "false"))]);
        await RefusedAsync(
            CallAsync("Publish", ("TargetArn", endpoint), ("Message", "x")),
            "PlatformApplicationDisabled",
            "Platform application is disabled"
        );
        await DoAsync("DeleteEndpoint", ("EndpointArn", endpoint));
        foreach (var target in (string[])[endpoint, endpoint.Replace(Account, "000000000000", StringComparison.Ordinal)])
            await RefusedAsync(
                CallAsync("Publish", ("TargetArn", target), ("Message", "x")),
                "InvalidParameter",
                "Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified"
            );
    }

    [Fact]
    public async Task An_endpoint_can_subscribe_to_a_topic()
    {
        var topic = await TopicAsync("news");
        await RefusedAsync(
            CallAsync("Subscribe", ("TopicArn", topic), ("Protocol", "application"), ("Endpoint", QueueArn("q"))),
            "InvalidParameter",
            "Invalid parameter: Application endpoint ARN"
        );
        var none = $"arn:aws:sns:{Region}:{Account}:endpoint/GCM/app/none";
        await RefusedAsync(
            CallAsync("Subscribe", ("TopicArn", topic), ("Protocol", "application"), ("Endpoint", none)),
            "InvalidParameter",
            $"Invalid parameter: Endpoint Reason: Endpoint does not exist for endpoint {none}"
        );
        var endpoint = (await TryEndpointAsync(await ApplicationAsync(), "device"))["EndpointArn"]!;
        await SubscribeAsync(topic, "application", endpoint);
        var id = await PublishAsync(topic, "hello");
        await UntilAsync(id, "delivered");
        var push = Assert.Single(JsonNode.Parse(await Http.GetStringAsync($"/_localcloud/push?endpoint={endpoint}"))!.AsArray())!;
        Assert.Equal((id, "hello"), ((string?)push["id"], (string?)push["message"]));
    }

    [Fact]
    public async Task A_message_for_an_endpoint_that_has_gone_is_dead_lettered()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueAsync("dead");
        var endpoint = (await TryEndpointAsync(await ApplicationAsync(), "device"))["EndpointArn"]!;
        await SubscribeAsync(topic, "application", endpoint, ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{QueueArn("dead")}}"}"""));
        await DoAsync("DeleteEndpoint", ("EndpointArn", endpoint));
        await PublishAsync(topic, "hello");
        var letter = await ReceiveAsync(queue);
        Assert.Equal("hello", (string?)System.Text.Json.Nodes.JsonNode.Parse(letter.Body)!["Message"]);
        Assert.Empty(letter.MessageAttributes ?? []);
    }

    [Fact]
    public async Task Settings_for_text_messages_are_kept()
    {
        await DoAsync("SetSMSAttributes", ("attributes.entry.1.key", "DefaultSMSType"), ("attributes.entry.1.value", "Transactional"));
        Assert.Equal("Transactional", (await DoAsync("GetSMSAttributes", ("attributes.member.1", "DefaultSMSType"))).Map["DefaultSMSType"]);
        await RefusedAsync(
            CallAsync("SetSMSAttributes", ("attributes.entry.1.key", "DefaultSMSType"), ("attributes.entry.1.value", "Shouted")),
            "InvalidParameter",
            "Invalid parameter: DefaultSMSType"
        );
    }

    [Fact]
    public async Task Nobody_has_opted_out()
    {
        Assert.Equal("false", (await DoAsync("CheckIfPhoneNumberIsOptedOut", ("phoneNumber", "+12065550100")))["isOptedOut"]);
        await RefusedAsync(
            CallAsync("CheckIfPhoneNumberIsOptedOut", ("phoneNumber", "12")),
            "InvalidParameter",
            "Invalid parameter: PhoneNumber Reason: input incorrectly formatted"
        );
    }
}
