using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.CloudFormation;
using LocalCloud.Aspire.Commands;
using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Commands;

/// <summary>The commands of AWS, as dashboard and aspire CLI give them.</summary>
public sealed class AwsCommandTests(AwsCommandFixture aws) : IClassFixture<AwsCommandFixture>
{
    // Aspire's own words: what is wrong with which input goes to the dialog, and to the command line
    private const string Invalid = "Command argument validation failed.";

    private string Queue => new Uri(((ICloudFormationResource)aws.App["shop"]).Outputs!["JobsUrl"]).Segments[^1];

    [Fact]
    public async Task The_clock_is_advanced_and_the_answer_has_the_time_and_its_zone()
    {
        var before = TimeOf(await DoneAsync(ClockCommand.Name, ("by", "1s")));
        var after = TimeOf(await DoneAsync(ClockCommand.Name, ("by", "1.5 h")));
        Assert.Equal(TimeSpan.FromMinutes(90), after - before);
    }

    [Theory]
    [InlineData("later")]
    [InlineData("-5m")]
    [InlineData("0")]
    [InlineData("2000 years")]
    public async Task What_is_no_length_of_time_moves_nothing(string by)
    {
        var before = TimeOf(await DoneAsync(ClockCommand.Name, ("by", "1s")));
        Assert.Equal(Invalid, await RefusedAsync(ClockCommand.Name, ("by", by)));
        Assert.Equal(TimeSpan.FromSeconds(1), TimeOf(await DoneAsync(ClockCommand.Name, ("by", "1s"))) - before);
    }

    [Fact]
    public async Task A_queue_of_the_list_is_purged_and_the_answer_counts()
    {
        using var client = new AwsClient(new(await aws.App.ConnectionStringAsync("aws")), "us-east-1", TimeProvider.System);
        var url = ((ICloudFormationResource)aws.App["shop"]).Outputs!["JobsUrl"];
        foreach (var body in (string[])["one", "two"])
        {
            var message = new JsonObject { ["QueueUrl"] = url, ["MessageBody"] = body };
            await client.SqsAsync("SendMessage", message, TestContext.Current.CancellationToken);
        }
        Assert.Equal($"{Queue} is empty; it had 2 messages.", await DoneAsync(QueueCommand.Name, ("queue", Queue)));
        Assert.Equal($"{Queue} is empty; it had 0 messages.", await DoneAsync(QueueCommand.Name, ("queue", Queue)));
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_told_with_those_that_are() =>
        Assert.Equal($"There is no queue 'orders'. There are: {Queue}.", await RefusedAsync(QueueCommand.Name, ("queue", "orders")));

    [Fact]
    public async Task A_fault_is_set_strikes_and_is_cleared()
    {
        var set = await DoneAsync(FaultCommands.Set, ("kind", "error"), ("service", "ssm"), ("operation", "GetParameter"), ("rate", "1"));
        Assert.Contains("is set: kind error, service ssm, operation GetParameter, probability 1.", set, StringComparison.Ordinal);
        var fault = Assert.Single(await FaultsAsync(), f => (string?)f!["fault"]!["service"] == "ssm");
        Assert.Equal(1, (double)fault!["fault"]!["probability"]!);
        Assert.Equal("GetParameter", (string?)fault["fault"]!["operation"]);
        Assert.Contains("are cleared.", await DoneAsync(FaultCommands.Clear), StringComparison.Ordinal);
        Assert.Empty(await FaultsAsync());
    }

    [Theory]
    [InlineData("kind=latency", Invalid)]
    [InlineData("kind=error rate=2", Invalid)]
    [InlineData("kind=error count=1.5", Invalid)]
    [InlineData("kind=nonsense", Invalid)]
    [InlineData("kind=error service=nonsense", "service has to be one of ")]
    public async Task A_fault_that_cannot_be_is_refused(string inputs, string message)
    {
        var arguments = inputs.Split(' ').Select(i => i.Split('=')).Select(i => (i[0], i[1])).ToArray();
        Assert.StartsWith(message, await RefusedAsync(FaultCommands.Set, arguments), StringComparison.Ordinal);
        Assert.DoesNotContain(await FaultsAsync(), f => (string?)f!["fault"]!["service"] != "ssm");
    }

    [Fact]
    public async Task The_real_clock_cannot_be_advanced_and_the_command_says_how_one_could_be()
    {
        var builder = TestHost.Create();
        builder.AddLocalStack("aws");
        await using var app = await builder.StartAsync("aws");
        var command = Assert.Single((await app.NowAsync("aws")).Commands, c => c.Name == ClockCommand.Name);
        Assert.Equal(ResourceCommandState.Disabled, command.State);
        Assert.Contains("start the AppHost with LocalCloud__Clock=movable", command.DisplayDescription, StringComparison.Ordinal);
        // The aspire CLI gives commands that are disabled, too
        Assert.Equal(command.DisplayDescription, await app.RefusedAsync("aws", ClockCommand.Name, ("by", "1h")));
    }

    private Task<string> DoneAsync(string command, params (string Name, string Value)[] inputs) =>
        aws.App.DoneAsync("aws", command, inputs);

    private Task<string> RefusedAsync(string command, params (string Name, string Value)[] inputs) =>
        aws.App.RefusedAsync("aws", command, inputs);

    private async Task<JsonArray> FaultsAsync()
    {
        using var http = new HttpClient { BaseAddress = new(await aws.App.ConnectionStringAsync("aws")) };
        return (await http.GetFromJsonAsync<JsonNode>("/_localcloud/faults", TestContext.Current.CancellationToken))!["faults"]!.AsArray();
    }

    private static DateTime TimeOf(string answer)
    {
        var words = answer.TrimEnd('.').Split(' ');
        Assert.Equal(LocalTime.Name(TimeZoneInfo.Local), words[^1]);
        return DateTime.Parse($"{words[^3]} {words[^2]}", CultureInfo.InvariantCulture);
    }
}
