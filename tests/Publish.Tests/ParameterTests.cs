namespace Publish.Tests;

public sealed class ParameterTests : IDisposable
{
    private const string Http = """ "bindings":{"https":{"scheme":"https","protocol":"tcp","transport":"http","external":true}} """;

    private readonly Publishing _publishing = new();

    public void Dispose() => _publishing.Dispose();

    [Fact]
    public async Task A_parameter_whose_value_stands_in_the_manifest_is_that_value()
    {
        await _publishing.OfAsync(
            $$""" "region":{"type":"parameter.v0","value":"eu ${x}"},"web":{"type":"project.v0","path":"a.csproj","env":{"WHERE":"{region.value}"},{{Http}}} """
        );
        Assert.Equal("eu ${x}", _publishing.Resource("WebFunction")["Properties"]!["Environment"]!["Variables"]!["WHERE"]!.ToString());
        Assert.False(_publishing.Template["Parameters"]!.AsObject().ContainsKey("Region"));
    }

    [Theory]
    [InlineData("{p.inputs.a}-{p.inputs.b}", """ "a":{"type":"string"},"b":{"type":"string","secret":true} """, "several inputs")]
    [InlineData(
        "{p.inputs.a}",
        """ "a":{"type":"string","secret":true,"default":{"generate":{"minLength":8,"lower":false,"upper":false,"numeric":false}}} """,
        "letters and digits"
    )]
    [InlineData("{p.inputs.a}", """ "a":{"type":"string","secret":true,"default":{"generate":{"minLength":5000}}} """, "5000 characters")]
    public async Task A_parameter_that_cannot_be_one_on_AWS_is_refused(string value, string inputs, string reason)
    {
        var result = await _publishing.OfAsync(
            $$""" "p":{"type":"parameter.v0","value":"{{value}}","inputs":{ {{inputs}} } },"web":{"type":"project.v0","path":"a.csproj",{{Http}}} """
        );
        Assert.Contains(reason, Assert.Single(result.Refusals).Reason);
    }

    [Fact]
    public async Task A_secrets_default_stays_in_the_manifest()
    {
        await _publishing.OfAsync(
            $$""" "p":{"type":"parameter.v0","value":"{p.inputs.value}","inputs":{"value":{"type":"string","secret":true,"default":{"value":"hunter2"} } } },"web":{"type":"project.v0","path":"a.csproj","env":{"KEY":"{p.value}"},{{Http}}} """
        );
        foreach (var file in Directory.EnumerateFiles(_publishing.Output))
            Assert.DoesNotContain("hunter2", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Variables_that_are_Lambdas_own_are_left_out_and_said()
    {
        var result = await _publishing.OfAsync(
            $$""" "web":{"type":"project.v0","path":"a.csproj","args":["--fast"],"env":{"LAMBDA_TASK_ROOT":"/x","A":"1","OK_1":"2"},{{Http}}} """
        );
        Assert.Equal(
            ["OK_1", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SERVICE_NAME"],
            _publishing.Resource("WebFunction")["Properties"]!["Environment"]!["Variables"]!.AsObject().Select(v => v.Key)
        );
        foreach (var said in (string[])["LAMBDA_TASK_ROOT", "variable A:", "--fast"])
            Assert.Contains(result.Summary!.Warnings, w => w.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Variables_are_measured_as_Lambda_does_with_the_texts_around_what_CloudFormation_puts_in()
    {
        var result = await _publishing.OfAsync(
            $$""" "r":{"type":"parameter.v0","value":"{r.inputs.value}","inputs":{"value":{"type":"string"} } },"web":{"type":"project.v0","path":"a.csproj","env":{"A1":"{r.value}{{new string('x', 4090)}}"},{{Http}}} """
        );
        Assert.Contains("Lambda takes 4096", Assert.Single(result.Refusals).Reason);
    }
}
