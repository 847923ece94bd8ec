using System.Net;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Core;

public sealed class PagesTests : AwsTest
{
    [Theory]
    [InlineData("/_localcloud/health")]
    [InlineData("/_localstack/health")]
    public async Task Health_lists_the_services(string path)
    {
        var health = JsonNode.Parse(await Http.GetStringAsync(path))!;

        Assert.Equal("running", (string?)health["services"]!["sts"]);
    }

    [Fact]
    public async Task Coverage_comes_from_the_operations_that_are_dispatched()
    {
        var coverage = JsonNode.Parse(await Http.GetStringAsync("/_localcloud/coverage"))!;

        Assert.Equal("supported", (string?)coverage["sts"]!["GetCallerIdentity"]!["status"]);
        Assert.Equal("unsupported", (string?)coverage["sts"]!["AssumeRoot"]!["status"]);
    }

    [Fact]
    public async Task Coverage_is_a_page_to_read_too()
    {
        var page = await Http.GetStringAsync("/_localcloud?view=coverage&name=sts", TestContext.Current.CancellationToken);

        Assert.Contains("<td>AssumeRole</td>", page);
        Assert.Contains(">unsupported<", page);
    }

    [Fact]
    public async Task A_service_that_is_not_here_is_named_and_not_taken_for_a_bucket()
    {
        using var answer = await Aws.RestAsync("kafka", "GET", "/v1/clusters/");

        var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.EndsWith("UnknownOperationException", (string?)error["__type"]);
        Assert.Contains("/v1/clusters/ of kafka is no operation", (string?)error["message"]);
    }

    [Fact]
    public async Task A_clock_of_the_program_that_LocalCloud_runs_in_is_moved_by_that_alone()
    {
        var before = Clock.GetUtcNow();

        using var answer = await Http.PostAsync("/_localcloud/time/advance?seconds=90", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(before, Clock.GetUtcNow());
    }
}
