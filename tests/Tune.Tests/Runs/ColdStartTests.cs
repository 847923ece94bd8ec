using System.Text.Json.Nodes;
using LocalCloud.Deploy;
using LocalCloud.Tune.ColdStarts;

namespace Tune.Tests.Runs;

public sealed class ColdStartTests : RunTest
{
    [Fact]
    public async Task Starts_are_measured_and_what_they_consist_of_is_told()
    {
        var json = Path.Combine(Folder, "starts.json");

        var request = new ColdStartRequest
        {
            Target = new(Endpoint),
            Builds = [WriteBuild()],
            Starts = 2,
            JsonFile = json,
        };
        Assert.Equal(ExitCodes.Done, await StartAsync(request with { Payload = """{"hash":1}""" }));

        var result = Assert.Single(Display.Starts);
        Assert.Equal((2, 2, 2), (result.Init.Count, result.First.Count, result.Second.Count));
        Assert.True(result is { InitP50: > 0, FirstP50: > 0, MaxMemory: > 0, Error: null });
        Assert.Contains(result.Trace!.InitAssemblies, a => a is { Name: "bootstrap", HasNativeCode: false });
        Assert.Contains(result.Trace.InitAssemblies, a => a is { Name: "System.Private.CoreLib", HasNativeCode: true });
        Assert.Contains(result.Trace.InitMethods, m => m.Assembly == "bootstrap");
        Assert.Contains(result.Trace.Connections, c => c.IsLambdas);
        Assert.Equal(2, (int)JsonNode.Parse(await File.ReadAllTextAsync(json, Cancellation))![0]!["starts"]!);
    }

    [Fact]
    public async Task Nothing_of_it_stays()
    {
        await StartAsync(
            new()
            {
                Target = new(Endpoint),
                Builds = [WriteBuild()],
                Starts = 1,
            }
        );

        Assert.Equal(["jobs"], await FunctionsAsync());
    }

    [Fact]
    public async Task A_published_folder_s_functions_have_the_variables_of_those_that_are_deployed()
    {
        WriteBuild();
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "template.yaml"),
            """
            Resources:
              JobsFunction:
                Type: AWS::Lambda::Function
                Properties: { FunctionName: !Sub "${AWS::StackName}-jobs", Code: ./build.zip, MemorySize: 1024, Timeout: 20 }
              OtherFunction:
                Type: AWS::Lambda::Function
                Properties: { FunctionName: !Sub "${AWS::StackName}-other", Code: ./build.zip }
            """,
            Cancellation
        );
        await CreateAsync("shop-jobs");

        Assert.Equal(
            ExitCodes.Done,
            await StartAsync(
                new()
                {
                    Target = new(Endpoint),
                    Folder = Folder,
                    Stack = "shop",
                    Starts = 1,
                }
            )
        );

        Assert.Equal([("jobs", 1024), ("other", 128)], Display.Starts.Select(s => (s.Function, s.MemorySize)));
        Assert.Contains("jobs: with the variables of shop-jobs", Display.Lines);
        Assert.Contains(Display.Lines, l => l.StartsWith("other: shop-other is not deployed there", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_function_that_does_not_start_is_told_with_its_log()
    {
        var file = Path.Combine(Folder, "broken.zip");
        using (var zip = System.IO.Compression.ZipFile.Open(file, System.IO.Compression.ZipArchiveMode.Create))
        {
            var entry = zip.CreateEntry("bootstrap");
            entry.ExternalAttributes = 0x81ED << 16;
            using var script = new StreamWriter(entry.Open());
            script.Write("#!/bin/sh\necho where is my database\nexit 1\n");
        }

        Assert.Equal(
            ExitCodes.Failed,
            await StartAsync(
                new()
                {
                    Target = new(Endpoint),
                    Builds = [new("broken", file)],
                    Starts = 1,
                }
            )
        );

        Assert.Contains("package: it does not start", Display.ErrorText, StringComparison.Ordinal);
        Assert.Contains("--variable NAME=VALUE", Display.ErrorText, StringComparison.Ordinal);
        Assert.Equal(["jobs"], await FunctionsAsync());
    }

    [Fact]
    public async Task A_folder_without_a_template_and_an_unknown_function_are_refused()
    {
        Assert.Equal(ExitCodes.BadInput, await StartAsync(new() { Target = new(Endpoint), Folder = Folder }));
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "template.yaml"),
            "Resources: { A: { Type: AWS::Lambda::Function, Properties: { FunctionName: a } } }",
            Cancellation
        );
        Assert.Equal(
            ExitCodes.BadInput,
            await StartAsync(
                new()
                {
                    Target = new(Endpoint),
                    Folder = Folder,
                    Functions = ["b"],
                }
            )
        );

        Assert.Contains("There is no template.yaml in", Display.Errors[0], StringComparison.Ordinal);
        Assert.Contains("has no function b, only a.", Display.Errors[1], StringComparison.Ordinal);
    }

    private Task<int> StartAsync(ColdStartRequest request) =>
        ColdStartMeasurement.RunAsync(request, Display, TimeProvider.System, Cancellation);

    private LocalCloud.Tune.Build WriteBuild()
    {
        var file = Path.Combine(Folder, "build.zip");
        File.WriteAllBytes(file, Package.Zip());
        return new("build", file);
    }

    private async Task<IReadOnlyList<string>> FunctionsAsync() =>
        [.. (await GetAsync("/2015-03-31/functions"))["Functions"]!.AsArray().Select(f => (string)f!["FunctionName"]!)];
}
