using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Lambda;

public sealed class MetricTests : LambdaTest
{
    [Fact]
    public async Task Invocations_show_as_metrics_of_the_function_and_of_how_it_was_called()
    {
        await CreateAsync(
            "f",
            "exports.handler = async event => { if (event.fail) throw new Error('told to'); return 1; };",
            "\"Publish\":true"
        );
        await DoAsync("POST", "/2015-03-31/functions/f/aliases", """{"Name":"live","FunctionVersion":"1"}""");
        await InvokeAsync("f");
        await InvokeAsync("f", """{"fail":true}""");
        await InvokeAsync("f", query: "?Qualifier=live");
        await DoAsync("PUT", "/2017-10-31/functions/f/concurrency", """{"ReservedConcurrentExecutions":0}""");
        Assert.Equal(429, (await InvokeAsync("f")).Status);

        Assert.Equal(3, await ValueAsync("Invocations", "Sum", ("FunctionName", "f")));
        Assert.Equal(3, await ValueAsync("Invocations", "Sum"));
        Assert.Equal(1, await ValueAsync("Errors", "Sum", ("FunctionName", "f")));
        Assert.Equal(1, await ValueAsync("Throttles", "Sum", ("FunctionName", "f")));
        Assert.Equal(1, await ValueAsync("ConcurrentExecutions", "Maximum", ("FunctionName", "f")));
        Assert.Equal(2, await ValueAsync("Invocations", "Sum", ("FunctionName", "f"), ("Resource", "f")));
        Assert.Equal(1, await ValueAsync("Invocations", "Sum", ("FunctionName", "f"), ("Resource", "f:live"), ("ExecutedVersion", "1")));
        Assert.Equal(3, await ValueAsync("Duration", "SampleCount", ("FunctionName", "f")));
        Assert.Null(await ValueAsync("ProvisionedConcurrencyInvocations", "Sum", ("FunctionName", "f")));
    }

    [Fact]
    public async Task What_provisioned_environments_do_and_what_spills_over_is_counted()
    {
        using var gate = new Gate();
        await CreateAsync("f", AsksGate(gate), "\"Publish\":true");
        const string Config = "/2019-09-30/functions/f/provisioned-concurrency?Qualifier=1";
        await DoAsync("PUT", Config, """{"ProvisionedConcurrentExecutions":1}""");
        while ((string?)(await DoAsync("GET", Config))["Status"] == "IN_PROGRESS")
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();

        var first = InvokeAsync("f", query: "?Qualifier=1");
        var held = await gate.NextAsync();
        var second = InvokeAsync("f", query: "?Qualifier=1");
        var spilled = await gate.NextAsync();
        await held.AnswerAsync("ok");
        await spilled.AnswerAsync("ok");
        await Task.WhenAll(first, second);

        (string, string)[] version = [("FunctionName", "f"), ("Resource", "f:1")];
        Assert.Equal(1, await ValueAsync("ProvisionedConcurrencyInvocations", "Sum", version));
        Assert.Equal(1, await ValueAsync("ProvisionedConcurrencySpilloverInvocations", "Sum", version));
        Assert.Equal(1, await ValueAsync("ProvisionedConcurrencyUtilization", "Maximum", version));
        Assert.Equal(1, await ValueAsync("ProvisionedConcurrentExecutions", "Maximum", version));
        Assert.Equal(2, await ValueAsync("ConcurrentExecutions", "Maximum", ("FunctionName", "f")));
    }

    private async Task<double?> ValueAsync(string metric, string statistic, params (string Name, string Value)[] dimensions)
    {
        var named = string.Join(',', dimensions.Select(d => $$"""{"Name":"{{d.Name}}","Value":"{{d.Value}}"}"""));
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        using var response = await Aws.JsonAsync(
            "monitoring",
            "GraniteServiceVersion20100801.GetMetricStatistics",
            $$"""
            {"Namespace":"AWS/Lambda","MetricName":"{{metric}}","Dimensions":[{{named}}],
             "StartTime":{{now - 300}},"EndTime":{{now + 60}},"Period":3600,"Statistics":["{{statistic}}"]}
            """
        );
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.True(response.IsSuccessStatusCode, answer.ToJsonString());
        return answer["Datapoints"]!.AsArray() is [{ } point] ? (double)point[statistic]! : null;
    }
}
