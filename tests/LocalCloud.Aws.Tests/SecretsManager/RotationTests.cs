using System.Text.Json.Nodes;
using LocalCloud.Aws.SecretsManager;
using LocalCloud.Aws.Tests.Lambda;

namespace LocalCloud.Aws.Tests.SecretsManager;

/// <summary>The test does what the function of a rotation would do.</summary>
public sealed class RotationTests() : JsonServiceTest("secretsmanager", "secretsmanager")
{
    private const string Function = $"arn:aws:lambda:{Region}:{Account}:function:rotate";

    private readonly Gate _gate = new();

    protected override string DataDirectory { get; } = Directory.CreateTempSubdirectory("localcloud-secrets-test-").FullName;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await GatedFunction.CreateAsync(Http, Account, Region, "rotate", _gate);
        await CallAsync("CreateSecret", """{"Name":"db","SecretString":"old"}""");
    }

    public override async ValueTask DisposeAsync()
    {
        _gate.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_rotation_takes_four_steps_and_the_pending_version_becomes_the_current_one()
    {
        var answer = await RotateAsync("\"RotationRules\":{\"AutomaticallyAfterDays\":30}");
        var token = (string)answer["VersionId"]!;
        Assert.Equal(
            "ResourceNotFoundException",
            (await FailAsync("GetSecretValue", """{"SecretId":"db","VersionStage":"AWSPENDING"}""")).Code
        );
        await StepsAsync(token, "new");
        var secret = await DescribedAsync(s => s["LastRotatedDate"] is not null);
        Assert.Equal("new", await ValueAsync("AWSCURRENT"));
        Assert.Equal("old", await ValueAsync("AWSPREVIOUS"));
        Assert.Equal(
            (true, Function, 30),
            (
                (bool)secret["RotationEnabled"]!,
                (string?)secret["RotationLambdaARN"],
                (int)secret["RotationRules"]!["AutomaticallyAfterDays"]!
            )
        );
        Assert.Equal(
            new DateTimeOffset(2026, 1, 31, 23, 59, 59, TimeSpan.Zero).ToUnixTimeSeconds(),
            (long)(double)secret["NextRotationDate"]!
        );
    }

    [Fact]
    public async Task The_schedule_rotates_again_also_after_a_restart()
    {
        await StepsAsync((string)(await RotateAsync("\"RotationRules\":{\"ScheduleExpression\":\"rate(4 hours)\"}"))["VersionId"]!, "two");
        await DescribedAsync(s => s["LastRotatedDate"] is not null);
        await RestartAsync();
        Clock.Advance(TimeSpan.FromHours(4));
        await StepsAsync(null, "three");
        await DescribedAsync(s => (double?)s["LastRotatedDate"] > Beginning.AddHours(1).ToUnixTimeSeconds());
        Assert.Equal("three", await ValueAsync("AWSCURRENT"));
        Assert.Equal("two", await ValueAsync("AWSPREVIOUS"));
    }

    [Fact]
    public async Task A_cron_expression_names_the_hour()
    {
        await StepsAsync(
            (string)
                (await RotateAsync("\"RotationRules\":{\"ScheduleExpression\":\"cron(0 8 1 * ? *)\",\"Duration\":\"2h\"}"))["VersionId"]!,
            "two"
        );
        var secret = await DescribedAsync(s => s["LastRotatedDate"] is not null);
        Assert.Equal(Beginning.AddHours(10).ToUnixTimeSeconds(), (long)(double)secret["NextRotationDate"]!);
    }

    [Fact]
    public async Task A_step_that_fails_leaves_the_version_pending_and_the_whole_is_tried_again()
    {
        var token = (string)(await RotateAsync(""))["VersionId"]!;
        using (var first = await _gate.NextAsync())
        {
            await CallAsync(
                "PutSecretValue",
                $$"""{"SecretId":"db","SecretString":"new","ClientRequestToken":"{{token}}","VersionStages":["AWSPENDING"]}"""
            );
            await first.AnswerAsync("done");
        }
        using (var second = await _gate.NextAsync())
            await second.AnswerAsync("fail");
        Assert.Equal("old", await ValueAsync("AWSCURRENT"));
        Assert.Equal("new", await ValueAsync("AWSPENDING"));
        Assert.Equal("InvalidRequestException", (await FailAsync("RotateSecret", """{"SecretId":"db"}""")).Code);
        await FailedAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await StepsAsync(token, "new");
        await DescribedAsync(s => s["LastRotatedDate"] is not null);
        Assert.Equal("new", await ValueAsync("AWSCURRENT"));
    }

    [Fact]
    public async Task Without_rotating_at_once_the_function_is_tested_and_the_version_goes_again()
    {
        await RotateAsync("\"RotateImmediately\":false,\"RotationRules\":{\"AutomaticallyAfterDays\":1}");
        using (var test = await _gate.NextAsync())
        {
            Assert.Equal("testSecret", (string?)test.Event!["Step"]);
            await test.AnswerAsync("done");
        }
        var secret = await DescribedAsync(s => s["VersionIdsToStages"]!.AsObject().Count == 1);
        Assert.Null(secret["LastRotatedDate"]);
        Assert.Equal("old", await ValueAsync("AWSCURRENT"));
    }

    [Fact]
    public async Task A_rotation_is_cancelled_and_does_not_come_again()
    {
        await StepsAsync((string)(await RotateAsync("\"RotationRules\":{\"AutomaticallyAfterDays\":1}"))["VersionId"]!, "two");
        await DescribedAsync(s => s["LastRotatedDate"] is not null);
        await CallAsync("CancelRotateSecret", """{"SecretId":"db"}""");
        var secret = await CallAsync("DescribeSecret", """{"SecretId":"db"}""");
        Assert.Equal(
            (false, null, Function),
            ((bool)secret["RotationEnabled"]!, (string?)secret["NextRotationDate"], (string?)secret["RotationLambdaARN"])
        );
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal("two", await ValueAsync("AWSCURRENT"));
        Assert.Equal(2, (await CallAsync("DescribeSecret", """{"SecretId":"db"}"""))["VersionIdsToStages"]!.AsObject().Count);
    }

    [Theory]
    [InlineData("""{"SecretId":"db"}""", "InvalidRequestException", "No Lambda rotation function ARN")]
    [InlineData("""{"SecretId":"none"}""", "ResourceNotFoundException", "can't find the specified secret")]
    [InlineData(
        """{"SecretId":"db","RotationLambdaARN":"arn:aws:lambda:eu-west-1:123456789012:function:none"}""",
        "AccessDeniedException",
        "cannot invoke"
    )]
    [InlineData(
        """{"SecretId":"db","RotationRules":{"AutomaticallyAfterDays":1,"ScheduleExpression":"rate(1 day)"}}""",
        "InvalidParameterException",
        "both"
    )]
    [InlineData(
        """{"SecretId":"db","RotationRules":{"ScheduleExpression":"rate(5 minutes)"}}""",
        "InvalidParameterException",
        "isn't valid"
    )]
    [InlineData("""{"SecretId":"db","RotationRules":{"ScheduleExpression":"rate(2 hours)"}}""", "InvalidParameterException", "isn't valid")]
    [InlineData("""{"SecretId":"db","RotationRules":{"AutomaticallyAfterDays":2000}}""", "ValidationException", "automaticallyAfterDays")]
    public async Task What_cannot_be_rotated_is_refused(string request, string code, string says)
    {
        var (actual, message) = await FailAsync("RotateSecret", request);
        Assert.Equal(code, actual);
        Assert.Contains(says, message, StringComparison.Ordinal);
    }

    private Task<JsonNode> RotateAsync(string more) =>
        CallAsync("RotateSecret", $$"""{"SecretId":"db","RotationLambdaARN":"{{Function}}"{{(more.Length > 0 ? "," : "")}}{{more}}}""");

    private async Task StepsAsync(string? token, string value)
    {
        foreach (var step in (string[])["createSecret", "setSecret", "testSecret", "finishSecret"])
        {
            using var called = await _gate.NextAsync();
            var (name, id) = ((string?)called.Event!["Step"], (string?)called.Event["ClientRequestToken"]);
            Assert.Equal((step, token ?? id), (name, id));
            if (step == "createSecret")
                await CallAsync(
                    "PutSecretValue",
                    $$"""
                    {"SecretId":"{{called.Event["SecretId"]}}","SecretString":"{{value}}","ClientRequestToken":"{{id}}",
                     "VersionStages":["AWSPENDING"]}
                    """
                );
            if (step == "finishSecret")
            {
                var stages = (await CallAsync("DescribeSecret", """{"SecretId":"db"}"""))["VersionIdsToStages"]!.AsObject();
                var current = stages.Single(s => s.Value!.AsArray().Any(stage => (string?)stage == "AWSCURRENT")).Key;
                await CallAsync(
                    "UpdateSecretVersionStage",
                    $$"""{"SecretId":"db","VersionStage":"AWSCURRENT","MoveToVersionId":"{{id}}","RemoveFromVersionId":"{{current}}"}"""
                );
            }
            await called.AnswerAsync("done");
        }
    }

    /// <summary>Until the rotation waits to be tried again.</summary>
    private async Task FailedAsync()
    {
        var state = (SecretsState)Host.Service("secretsmanager").State(new(Account, Region));
        await DescribedAsync(_ => Host.Read(state, s => s.Find("db")!.Rotation!.Progress?.Again) is not null);
    }

    private async Task<JsonNode> DescribedAsync(Func<JsonNode, bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var secret = await CallAsync("DescribeSecret", """{"SecretId":"db"}""");
            if (condition(secret))
                return secret;
        }
    }

    private async Task<string?> ValueAsync(string stage) =>
        (string?)(await CallAsync("GetSecretValue", $$"""{"SecretId":"db","VersionStage":"{{stage}}"}"""))["SecretString"];
}
