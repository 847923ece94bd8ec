using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using LocalCloud.Tune.Reports;
using LocalCloud.Tune.Results;

namespace Tune.Tests.Figures;

public sealed class ResultJsonTests
{
    private static readonly TuneResult Result = Sampled.Result(Sampled.Size(128, 400.5, 1.0m), Sampled.Size(512, 100.25, 0.9m));

    [Fact]
    public void Readers_of_aws_lambda_power_tuning_find_their_names()
    {
        var json = JsonNode.Parse(ResultJson.Of(Result))!;

        Assert.Equal(512, (int)json["power"]!);
        Assert.Equal(0.0000009m, (decimal)json["cost"]!);
        Assert.Equal(100.25, (double)json["duration"]!);
        Assert.Equal(0, (double)json["stateMachine"]!["executionCost"]!);
        Assert.Equal(21 * 0.0000019m, (decimal)json["stateMachine"]!["lambdaCost"]!);
        Assert.Equal([128, 512], json["stats"]!.AsArray().Select(s => (int)s!["value"]!));
        Assert.Equal(400.5, (double)json["stats"]![0]!["averageDuration"]!);
        Assert.Equal(0.000001m, (decimal)json["stats"]![0]!["averagePrice"]!);
        Assert.Equal(0.000021m, (decimal)json["stats"]![0]!["totalCost"]!);
    }

    [Fact]
    public void The_address_of_the_picture_has_sizes_times_and_costs()
    {
        var parts = ((string)JsonNode.Parse(ResultJson.Of(Result))!["stateMachine"]!["visualization"]!).Split('#')[1].Split(';');

        // As the project's own documentation has it for these sizes
        Assert.Equal("gAAAAg==", parts[0]);
        Assert.Equal([400.5f, 100.25f], MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(parts[1])).ToArray());
        Assert.Equal([0.000001f, 0.0000009f], MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(parts[2])).ToArray());
    }

    [Fact]
    public void Builds_stand_beside_each_other_and_the_winner_s_are_the_stats()
    {
        var json = JsonNode.Parse(ResultJson.Of(Sampled.Result(Sampled.Size(512, 100, 0.9m, "jit"), Sampled.Size(512, 50, 0.5m, "aot"))))!;

        Assert.Equal("aot", (string?)json["build"]);
        Assert.Equal(50, (double)Assert.Single(json["stats"]!.AsArray())!["averageDuration"]!);
        Assert.Equal(["jit", "aot"], json["builds"]!.AsArray().Select(b => (string?)b!["name"]));
    }
}
