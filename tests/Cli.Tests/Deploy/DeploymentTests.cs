using LocalCloud.Deploy;

namespace Cli.Tests.Deploy;

public sealed class DeploymentTests : DeployTest
{
    private const string Functions = """
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: { Version: "2012-10-17",
                Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: "sts:AssumeRole" }] }
          Hello:
            Type: AWS::Lambda::Function
            Properties: { Runtime: provided.al2023, Handler: bootstrap, Code: ./hello.zip, Role: !GetAtt Role.Arn }
          Again:
            Type: AWS::Lambda::Function
            Properties: { Runtime: provided.al2023, Handler: bootstrap, Code: hello.zip, Role: !GetAtt Role.Arn }
        Outputs:
          Name: { Value: !Ref Hello }
        """;

    [Fact]
    public async Task A_stack_is_made_and_a_package_that_two_functions_share_is_sent_once()
    {
        Write(Functions);
        WritePackage("hello.zip");

        var first = await DeployAsync();
        Assert.Equal((0, 1), (first.ExitCode, first.Uploads.Count));
        Assert.StartsWith("shop-Hello-", first.Result["Name"]);
        Assert.Equal("CREATE_COMPLETE", first.Events[^1].Status);

        var second = await DeployAsync();
        Assert.Equal((0, 0), (second.ExitCode, second.Uploads.Count));
        Assert.Contains("No changes: the stack is as the template says.", second.Lines);
        Assert.Equal(first.Result, second.Result);
    }

    [Fact]
    public async Task A_parameter_that_is_not_given_again_keeps_its_value()
    {
        Write(Queue);
        await DeployAsync(("Delay", "5"), ("Secret", "kept-secret"));

        Assert.Contains("No changes: the stack is as the template says.", (await DeployAsync()).Lines);
        var changed = await DeployAsync(("Delay", "7"));
        Assert.Equal(
            ("Modify", "Jobs", "UPDATE_COMPLETE"),
            (changed.Changes.Single().Action, changed.Changes.Single().LogicalId, changed.Events[^1].Status)
        );
        var property = Assert.Single(changed.Changes.Single().Properties);
        Assert.Equal(("DelaySeconds", "5", "7"), (property.Name, property.Before, property.After));
    }

    [Fact]
    public async Task Parameters_come_from_a_file_beside_the_template_and_the_command_line_wins()
    {
        Write(Queue);
        File.WriteAllText(
            Path.Combine(Folder, "parameters.json"),
            """[{ "ParameterKey": "Delay", "ParameterValue": "5" }, { "ParameterKey": "Secret", "ParameterValue": "from-file" }]"""
        );

        Assert.Equal(0, (await DeployAsync()).ExitCode);
        Assert.Equal("7", (await DeployAsync(("Delay", "7"))).Changes.Single().Properties.Single().After);
    }

    [Fact]
    public async Task A_plan_changes_nothing_and_leaves_nothing()
    {
        Write(Functions);
        WritePackage("hello.zip");

        var plan = await RunAsync(new(), Request() with { PlanOnly = true });
        Assert.Equal(0, plan.ExitCode);
        Assert.Equal(["Add Again", "Add Hello", "Add Role"], plan.Changes.Select(c => $"{c.Action} {c.LogicalId}").Order());
        Assert.Empty(plan.Uploads);
        Assert.Contains("There is no stack shop: nothing to destroy.", (await DestroyAsync()).Lines);
    }

    [Fact]
    public async Task A_failure_is_rolled_back_and_told_with_its_cause_and_the_next_deployment_starts_anew()
    {
        Write(Queue);

        var failed = await DeployAsync(("Delay", "100000"), ("Secret", "a-secret-value"));
        Assert.Equal((1, "ROLLBACK_COMPLETE"), (failed.ExitCode, failed.Events[^1].Status));
        Assert.Equal("Jobs", Assert.Single(failed.Failed).LogicalId);
        Assert.Contains("DelaySeconds", failed.Failed[0].Reason);
        Assert.Contains("shop ended in ROLLBACK_COMPLETE: everything is as it was before.", failed.Errors);

        var repaired = await DeployAsync(("Delay", "5"));
        Assert.Equal((0, "CREATE_COMPLETE"), (repaired.ExitCode, repaired.Events[^1].Status));

        var worse = await DeployAsync(("Delay", "100000"));
        Assert.Equal((1, "UPDATE_ROLLBACK_COMPLETE"), (worse.ExitCode, worse.Events[^1].Status));
        Assert.DoesNotContain("a-secret-value", failed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_without_a_value_are_named_all_at_once_before_anything_happens()
    {
        Write(
            """
            Parameters:
              First: { Type: String }
              Second: { Type: String, NoEcho: true, Description: of the payment provider }
              Third: { Type: String, Default: here }
            Resources: { Jobs: { Type: "AWS::SQS::Queue" } }
            """
        );

        var refused = await DeployAsync();
        Assert.Equal(ExitCodes.BadInput, refused.ExitCode);
        Assert.Contains(
            "  First\n  Second (secret): of the payment provider\nGive",
            Assert.Single(refused.Errors),
            StringComparison.Ordinal
        );
        Assert.Empty(refused.Events);
    }

    [Fact]
    public async Task A_parameter_that_the_template_does_not_have_is_refused()
    {
        Write(Queue);
        var refused = await DeployAsync(("Dellay", "5"));
        Assert.Equal(ExitCodes.BadInput, refused.ExitCode);
        // And what is missing besides, in the same message
        var error = Assert.Single(refused.Errors);
        Assert.StartsWith("The template has no parameter Dellay. It has Delay, Secret.\n", error, StringComparison.Ordinal);
        Assert.Contains("These parameters need a value:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_is_not_there_is_named()
    {
        Write(Functions);
        var refused = await DeployAsync();
        Assert.Equal(ExitCodes.BadInput, refused.ExitCode);
        Assert.Contains("Hello: Code is ./hello.zip, and there is no such file.", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_is_no_YAML_is_refused_with_its_line()
    {
        Write("Resources:\n  Jobs: [");
        var refused = await DeployAsync();
        Assert.Equal(ExitCodes.BadInput, refused.ExitCode);
        Assert.Contains("template.yaml line ", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_throttled_or_broken_for_a_while_is_tried_again()
    {
        Write(Queue);
        await FaultAsync(
            new
            {
                kind = "throttling",
                service = "cloudformation",
                operation = "CreateChangeSet",
                count = 2,
            }
        );
        await FaultAsync(
            new
            {
                kind = "error",
                service = "cloudformation",
                operation = "DescribeStackEvents",
                count = 1,
            }
        );
        Assert.Equal(0, (await DeployAsync(("Delay", "5"))).ExitCode);
    }

    [Fact]
    public async Task A_template_too_large_for_a_request_goes_through_the_bucket()
    {
        Write($"{Queue}\n{string.Concat(Enumerable.Repeat("# a comment that makes it long\n", 2000))}");
        Assert.Equal(0, (await DeployAsync(("Delay", "5"))).ExitCode);
        Assert.Equal(0, (await DestroyAsync()).ExitCode);
    }

    [Fact]
    public async Task Secrets_are_never_shown()
    {
        Write(Queue);
        await DeployAsync(("Delay", "5"), ("Secret", "first-secret"));
        var changed = await DeployAsync(("Delay", "5"), ("Secret", "second-secret"));
        Assert.Equal("Modify", Assert.Single(changed.Changes).Action);
        Assert.DoesNotContain("-secret", changed.Text, StringComparison.Ordinal);
    }
}
