using LocalCloud.Aspire.Run;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Aspire.Aws;

/// <summary>Creates or updates the stack of a resource on the local AWS and takes its outputs.</summary>
internal sealed class StackDeployment(CloudFormationResource stack, CloudFormationClient client, ILogger log)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <returns>The stack as it is then.</returns>
    /// <exception cref="StartException">It is not there, or could not be made, and why.</exception>
    public async Task<StackState> DeployAsync(CancellationToken cancellationToken)
    {
        var state = await client.DescribeAsync(stack.StackName, cancellationToken).ConfigureAwait(false);
        if (stack.HasTemplate)
            state = await ChangeAsync(state, cancellationToken).ConfigureAwait(false);
        return state ?? throw new StartException($"There is no stack '{stack.StackName}' on '{stack.Aws!.Name}'.");
    }

    private async Task<StackState?> ChangeAsync(StackState? before, CancellationToken cancellationToken)
    {
        if (!File.Exists(stack.TemplatePath))
            throw new StartException($"The template {stack.TemplatePath} of '{stack.Name}' is missing.");
        // A stack whose creation failed cannot be updated
        if (before is { Status: "ROLLBACK_COMPLETE" or "CREATE_FAILED" or "ROLLBACK_FAILED" or "DELETE_FAILED" })
        {
            await DeleteAsync(cancellationToken).ConfigureAwait(false);
            before = null;
        }
        var action = before is null ? "CreateStack" : "UpdateStack";
        log.LogInformation("{Action} {Stack} from {Template}", action, stack.StackName, stack.TemplatePath);
        var request = await RequestAsync(cancellationToken).ConfigureAwait(false);
        var answer = await client.SendAsync(action, request, cancellationToken).ConfigureAwait(false);
        if (answer.Code == "ValidationError" && answer.Message!.Contains("No updates are to be performed", StringComparison.Ordinal))
        {
            log.LogInformation("No updates are to be performed.");
            return before;
        }
        if (answer.Result is null)
            throw new StartException($"{action} {stack.StackName} failed: {answer.Code}: {answer.Message}");
        return await SettleAsync(action, cancellationToken).ConfigureAwait(false);
    }

    private async Task DeleteAsync(CancellationToken cancellationToken)
    {
        var answer = await client.SendAsync("DeleteStack", [new("StackName", stack.StackName)], cancellationToken).ConfigureAwait(false);
        if (answer.Result is null)
            throw new StartException($"DeleteStack {stack.StackName} failed: {answer.Code}: {answer.Message}");
        while (await IsThereAsync().ConfigureAwait(false))
            await Task.Delay(Step, TimeProvider.System, cancellationToken).ConfigureAwait(false);

        async Task<bool> IsThereAsync()
        {
            var state = await client.DescribeAsync(stack.StackName, cancellationToken).ConfigureAwait(false);
            if (state is { Status: "DELETE_FAILED" })
                throw new StartException($"The stack {stack.StackName} can neither be updated nor deleted: {state.Reason}");
            return state is not (null or { Status: "DELETE_COMPLETE" });
        }
    }

    private async Task<List<KeyValuePair<string, string>>> RequestAsync(CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> parameters =
        [
            new("StackName", stack.StackName),
            new("TemplateBody", await File.ReadAllTextAsync(stack.TemplatePath, cancellationToken).ConfigureAwait(false)),
            new("Capabilities.member.1", "CAPABILITY_IAM"),
            new("Capabilities.member.2", "CAPABILITY_NAMED_IAM"),
            new("Capabilities.member.3", "CAPABILITY_AUTO_EXPAND"),
        ];
        Add("Parameters", "ParameterKey", "ParameterValue", stack.Parameters);
        Add("Tags", "Key", "Value", stack.Tags);
        return parameters;

        void Add(string list, string key, string value, IEnumerable<KeyValuePair<string, string>> members)
        {
            foreach (var (index, member) in members.Index())
            {
                parameters.Add(new($"{list}.member.{index + 1}.{key}", member.Key));
                parameters.Add(new($"{list}.member.{index + 1}.{value}", member.Value));
            }
        }
    }

    private async Task<StackState> SettleAsync(string action, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = await client.DescribeAsync(stack.StackName, cancellationToken).ConfigureAwait(false)
                ?? throw new StartException($"The stack {stack.StackName} is gone.");
            if (!state.Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal))
            {
                log.LogInformation("{Stack}: {Status}", stack.StackName, state.Status);
                if (state.Status is "CREATE_COMPLETE" or "UPDATE_COMPLETE")
                    return state;
                var failures = await client.FailuresAsync(stack.StackName, cancellationToken).ConfigureAwait(false);
                foreach (var failure in failures)
                    log.LogError("{Failure}", failure);
                var reason = failures.Count > 0 ? string.Join("; ", failures) : state.Reason;
                throw new StartException($"{action} {stack.StackName} ended as {state.Status}: {reason}");
            }
            await Task.Delay(Step, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }
}
