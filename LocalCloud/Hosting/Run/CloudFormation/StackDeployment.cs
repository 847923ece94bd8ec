using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Plan;
using LocalCloud.Hosting.Run.State;

namespace LocalCloud.Hosting.Run.CloudFormation;

/// <summary>Creates or updates the stack of a resource on the local AWS and takes its outputs.</summary>
static class StackDeployment
{
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <exception cref="RunStartException">The stack failed; the message has the reasons.</exception>
    public static async Task RunAsync(RunNode node, ManifestCloudFormation stack, RunContext context, LogBook log, CancellationToken cancellationToken)
    {
        var aws = context.Plan.AwsFor(node.Local) ?? throw new RunStartException($"'{node.Name}' needs something that plays AWS.");
        using var client = new CloudFormationClient(new($"http://{BoundPort.Host}:{aws.Ports.Values.First().Port}"), context.Time);
        var state = await client.DescribeAsync(stack.StackName, cancellationToken).ConfigureAwait(false);
        if (stack.TemplatePath is { } path) state = await DeployAsync(client, node, stack, context.Request.Manifest.FullPath(path), state, context, log, cancellationToken).ConfigureAwait(false);
        if (state is null) throw new RunStartException($"There is no stack '{stack.StackName}' on '{aws.Name}'.");
        context.Values.SetOutputs(node.Name, state.Outputs);
    }

    static async Task<StackState?> DeployAsync(CloudFormationClient client, RunNode node, ManifestCloudFormation stack, string template, StackState? before, RunContext context, LogBook log, CancellationToken cancellationToken)
    {
        if (!File.Exists(template)) throw new RunStartException($"The template {template} of '{node.Name}' is missing.");
        // A stack whose creation failed cannot be updated
        if (before is { Status: "ROLLBACK_COMPLETE" or "CREATE_FAILED" or "ROLLBACK_FAILED" or "DELETE_FAILED" })
        {
            await client.SendAsync("DeleteStack", [new("StackName", stack.StackName)], cancellationToken).ConfigureAwait(false);
            while (before is not null and not { Status: "DELETE_COMPLETE" })
            {
                await Task.Delay(Step, context.Time, cancellationToken).ConfigureAwait(false);
                before = await client.DescribeAsync(stack.StackName, cancellationToken).ConfigureAwait(false);
            }
            before = null;
        }

        var action = before is null ? "CreateStack" : "UpdateStack";
        log.Write($"{action} {stack.StackName} from {template}", isError: false);
        List<KeyValuePair<string, string>> parameters =
        [
            new("StackName", stack.StackName),
            new("TemplateBody", await File.ReadAllTextAsync(template, cancellationToken).ConfigureAwait(false)),
            new("Capabilities.member.1", "CAPABILITY_IAM"),
            new("Capabilities.member.2", "CAPABILITY_NAMED_IAM"),
            new("Capabilities.member.3", "CAPABILITY_AUTO_EXPAND"),
        ];
        foreach (var (index, parameter) in node.Local.StackParameters.Index())
        {
            parameters.Add(new($"Parameters.member.{index + 1}.ParameterKey", parameter.Name));
            parameters.Add(new($"Parameters.member.{index + 1}.ParameterValue", context.Values.Resolve(parameter.Value)));
        }
        var answer = await client.SendAsync(action, parameters, cancellationToken).ConfigureAwait(false);
        if (answer.Code == "ValidationError" && answer.Message!.Contains("No updates are to be performed", StringComparison.Ordinal))
        {
            log.Write("No updates are to be performed.", isError: false);
            return before;
        }
        if (answer.Result is null) throw new RunStartException($"{action} {stack.StackName} failed: {answer.Code}: {answer.Message}");
        return await SettleAsync(client, stack.StackName, action, context, log, cancellationToken).ConfigureAwait(false);
    }

    static async Task<StackState> SettleAsync(CloudFormationClient client, string name, string action, RunContext context, LogBook log, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = await client.DescribeAsync(name, cancellationToken).ConfigureAwait(false) ?? throw new RunStartException($"The stack {name} is gone.");
            if (!state.Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal))
            {
                log.Write($"{name}: {state.Status}", isError: false);
                if (state.Status is "CREATE_COMPLETE" or "UPDATE_COMPLETE") return state;
                var failures = await client.FailuresAsync(name, cancellationToken).ConfigureAwait(false);
                foreach (var failure in failures) log.Write(failure, isError: true);
                throw new RunStartException($"{action} {name} ended as {state.Status}: {(failures.Count > 0 ? string.Join("; ", failures) : state.Reason)}");
            }
            await Task.Delay(Step, context.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}
