using Amazon.Runtime;
using LocalCloud.AwsClients;
using LocalCloud.AwsClients.CloudFormation;
using LocalCloud.Deploy.Artifacts;
using LocalCloud.Deploy.Dist;

namespace LocalCloud.Deploy;

/// <summary>Takes what publish has written to CloudFormation, AWS's or LocalCloud's, and follows it to the end.</summary>
internal sealed class Deployment
{
    private readonly DeployRequest _request;
    private readonly IDeployDisplay _display;
    private readonly PublishedFolder _published;
    private readonly ParameterChoice _parameters;
    private readonly AwsConnection _connection;
    private readonly StackFollower _follower;
    private readonly string _name;

    private Deployment(
        DeployRequest request,
        IDeployDisplay display,
        PublishedFolder published,
        ParameterChoice parameters,
        AwsConnection connection,
        TimeProvider time
    )
    {
        (_request, _display, _published, _parameters, _connection) = (request, display, published, parameters, connection);
        _follower = new StackFollower(connection, display, time);
        _name = request.StackName ?? published.StackName;
    }

    /// <returns>One of <see cref="ExitCodes"/>; whatever went wrong has been shown.</returns>
    public static Task<int> RunAsync(DeployRequest request, IDeployDisplay display, TimeProvider time, CancellationToken cancellation) =>
        Guard.RunAsync(display, async () =>
        {
            var (published, error) = PublishedFolder.Read(request.Path);
            if (published is null)
                throw new DeployException(error!, ExitCodes.BadInput);
            var faults = MissingFiles.Of(published).ToList();
            if (NameLengths.Faults(published.Template, request.StackName ?? published.StackName).ToList() is { Count: > 0 } tooLong)
                faults.AddRange([.. tooLong, "Give the stack a shorter name: --stack NAME."]);
            var (parameters, wrong) = ParameterChoice.Of(published, request);
            faults.AddRange(wrong);
            (var connection, error) = AwsConnection.Open(request.Target);
            if (connection is null)
                throw new DeployException(string.Join('\n', faults.Append(error)), ExitCodes.BadInput);
            using (connection)
            {
                var deployment = new Deployment(request, display, published, parameters, connection, time);
                if (faults.Count > 0)
                    throw await deployment.RefusalAsync(faults, cancellation).ConfigureAwait(false);
                return await deployment.RunAsync(cancellation).ConfigureAwait(false);
            }
        });

    /// <summary>All that is wrong with the input, with the parameters that need a value as far as the stack can be asked.</summary>
    private async Task<DeployException> RefusalAsync(List<string> faults, CancellationToken cancellation)
    {
        try
        {
            if (_parameters.Missing(Previous(await FindAsync(cancellation).ConfigureAwait(false))) is { } missing)
                faults.Add(missing);
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            // Without the stack nobody knows which values it has; what is wrong all the same is enough
        }
        return new(string.Join('\n', faults), ExitCodes.BadInput);
    }

    private async Task<int> RunAsync(CancellationToken cancellation)
    {
        var stack = await FindAsync(cancellation).ConfigureAwait(false);
        if (_parameters.Missing(Previous(stack)) is { } missing)
            throw new DeployException(missing, ExitCodes.BadInput);
        var bucket = new ArtifactBucket(_connection, await _connection.AccountAsync(cancellation).ConfigureAwait(false));
        var packaged = PackagedTemplate.Make(_published, _name, bucket);
        var token = OperationToken.Of(packaged.Text, _parameters);
        _display.Say($"{_name} on {_connection.Place}");

        if (stack is { IsBusy: true })
        {
            if (await JoinAsync(stack, token, cancellation).ConfigureAwait(false) is { } code and not ExitCodes.Done)
                return code;
            stack = await FindAsync(cancellation).ConfigureAwait(false);
        }
        if (stack is { Status: "ROLLBACK_COMPLETE" })
        {
            if (_request.PlanOnly)
            {
                _display.Say($"{_name} is left over from a creation that was rolled back: deploy deletes it and creates it anew.");
                return ExitCodes.Done;
            }
            if (!await ReplaceAsync(stack, cancellation).ConfigureAwait(false))
                return ExitCodes.Failed;
            stack = null;
        }
        if (StuckReason(stack) is { } stuck)
            throw new DeployException(stuck);

        var (template, uploads) = Locate(packaged, bucket);
        await new Uploads(_connection, bucket, _display).SendAsync(_name, uploads, cancellation).ConfigureAwait(false);
        return await ChangeAsync(stack, packaged, template, token, cancellation).ConfigureAwait(false);
    }

    private Task<Stack?> FindAsync(CancellationToken cancellation) => _connection.CloudFormation.FindStackAsync(_name, cancellation);

    // A stack in review has been planned, never made
    private static bool IsNew(Stack? stack) => stack is null or { Status: "REVIEW_IN_PROGRESS" or "DELETE_COMPLETE" };

    private static IReadOnlyList<string> Previous(Stack? stack) =>
        IsNew(stack) || stack!.Status == "ROLLBACK_COMPLETE" ? [] : stack.Parameters;

    private string? StuckReason(Stack? stack) =>
        stack?.Status switch
        {
            "CREATE_FAILED" or "ROLLBACK_FAILED" or "DELETE_FAILED" =>
                $"{_name} is {stack.Status}{(stack.Reason is null ? "" : $" ({stack.Reason})")} and takes no update. `serverless destroy "
                    + $"--stack {_name}` removes it; then deploy again.",
            "UPDATE_ROLLBACK_FAILED" or "UPDATE_FAILED" =>
                $"{_name} is {stack.Status}{(stack.Reason is null ? "" : $" ({stack.Reason})")}. Repair what is named there, then `aws "
                    + $"cloudformation continue-update-rollback --stack-name {_name}`.",
            _ => null,
        };

    /// <summary>Follows an operation that an interrupted call with the same content has begun; refuses any other.</summary>
    private async Task<int?> JoinAsync(Stack stack, OperationToken token, CancellationToken cancellation)
    {
        var (events, before) = await _follower.CurrentAsync(stack.Id, cancellation).ConfigureAwait(false);
        if (!token.Began(events))
        {
            var begun = events.Count > 0 ? $", since {events[^1].Time.ToLocalTime():HH:mm:ss}" : "";
            throw new DeployException(
                $"{_name} is {stack.Status}{begun}: another deployment with other content is at work. Nothing was changed; deploy again "
                    + "when it has ended."
            );
        }
        _display.Say("The same deployment is under way already: following it.");
        return await EndAsync(stack.Id, before, showOutputs: false, cancellation).ConfigureAwait(false);
    }

    /// <summary>A creation that was rolled back leaves nothing but its name; CloudFormation wants it deleted first.</summary>
    private async Task<bool> ReplaceAsync(Stack stack, CancellationToken cancellation)
    {
        var yes =
            _request.Yes || _connection.IsLocal
                ? true
                : await _display
                    .AskAsync($"{_name} is left over from a creation that was rolled back. Delete it and create it anew?", cancellation)
                    .ConfigureAwait(false);
        if (yes is null)
            throw new DeployException(
                $"{_name} is ROLLBACK_COMPLETE: it has to be deleted before it can be created anew. --yes allows it.",
                ExitCodes.BadInput
            );
        if (yes is false)
            return false;
        var before = await _follower.NewestAsync(stack.Id, cancellation).ConfigureAwait(false);
        await _connection
            .CloudFormation.DeleteStackAsync(stack.Id, $"serverless-replace-{Guid.NewGuid():N}", cancellation)
            .ConfigureAwait(false);
        var ending = await _follower.FollowAsync(stack.Id, before, cancellation).ConfigureAwait(false);
        if (ending.Status == "DELETE_COMPLETE")
            return true;
        _display.Failures(ending.Failures);
        return false;
    }

    /// <summary>A plan uploads no packages: their places are known without.</summary>
    private (TemplateLocation Template, IReadOnlyList<Artifact> Uploads) Locate(PackagedTemplate packaged, ArtifactBucket bucket)
    {
        IReadOnlyList<Artifact> needed = _request.PlanOnly
            ? [.. packaged.Artifacts.Where(a => a.Extension == ".template")]
            : packaged.Artifacts;
        return packaged.Large(_published.TemplateName) is { } large
            ? (new(null, bucket.At(_name, large).Url), [.. needed, large])
            : (new(packaged.Text, null), needed);
    }

    private async Task<int> ChangeAsync(
        Stack? stack,
        PackagedTemplate packaged,
        TemplateLocation template,
        OperationToken token,
        CancellationToken cancellation
    )
    {
        var summary = await _connection.CloudFormation.SummariseAsync(template, cancellation).ConfigureAwait(false);
        string[] expands = _published.Template.HasTransform || packaged.HasNested ? ["CAPABILITY_AUTO_EXPAND"] : [];
        // For what a nested template holds, which no summary tells
        string[] nested = packaged.HasNested ? ["CAPABILITY_NAMED_IAM"] : [];
        var capabilities = _request.Capabilities.Union(summary.Capabilities).Union(expands).Union(nested).ToList();
        var creates = IsNew(stack);
        var planning = new Planning(_connection.CloudFormation, _connection.IsLocal);
        var changeSet = await planning
            .MakeAsync(
                new(_name, $"serverless-{Guid.NewGuid():N}", creates, template, capabilities, _parameters.ForChangeSet(Previous(stack))),
                cancellation
            )
            .ConfigureAwait(false);
        var executed = false;
        try
        {
            if (changeSet.IsEmpty)
            {
                _display.Say("No changes: the stack is as the template says.");
                ShowOutputs(stack);
                return ExitCodes.Done;
            }
            if (changeSet.Status == "FAILED")
                throw new DeployException(_parameters.Mask($"CloudFormation refuses the change: {changeSet.Reason}"));
            _display.Plan([.. changeSet.Changes.Select(Masked)]);
            if (_request.PlanOnly)
                return ExitCodes.Done;
            if (!await AcknowledgedAsync(capabilities, summary.Reason, cancellation).ConfigureAwait(false))
                return ExitCodes.Failed;
            var before = await _follower.NewestAsync(changeSet.StackId, cancellation).ConfigureAwait(false);
            await _connection.CloudFormation.ExecuteChangeSetAsync(changeSet.Id, token.New(), cancellation).ConfigureAwait(false);
            executed = true;
            return await EndAsync(changeSet.StackId, before, showOutputs: true, cancellation).ConfigureAwait(false);
        }
        catch (AmazonServiceException error) when (!executed && error.ErrorCode is "InvalidChangeSetStatus" or "ChangeSetNotFound")
        {
            throw new DeployException(
                $"Another deployment of {_name} came first, so this one's plan is void. Nothing was changed by it; deploy again when the "
                    + "other has ended."
            );
        }
        finally
        {
            if (!executed)
                await planning.WithdrawAsync(changeSet, stack is null).ConfigureAwait(false);
        }
    }

    private async Task<bool> AcknowledgedAsync(IReadOnlyList<string> capabilities, string? reason, CancellationToken cancellation)
    {
        if (_request.Yes || _connection.IsLocal)
            return true;
        var open = capabilities.Except(_request.Capabilities).ToList();
        var why = open.Count == 0 ? "" : $" It needs {string.Join(", ", open)}{(reason is null ? "" : $" ({reason})")}.";
        return await _display.AskAsync($"Carry this out on {_connection.Place}?{why}", cancellation).ConfigureAwait(false) switch
        {
            { } answer => answer,
            null when open.Count == 0 => true,
            null => throw new DeployException(
                $"Nobody can be asked here.{why} --yes or --capabilities {string.Join(' ', open)} acknowledges it.",
                ExitCodes.BadInput
            ),
        };
    }

    private async Task<int> EndAsync(string stackId, string? before, bool showOutputs, CancellationToken cancellation)
    {
        Ending ending;
        try
        {
            ending = await _follower.FollowAsync(stackId, before, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _display.Error(
                $"CloudFormation goes on with {_name} by itself, to the end or back. The same `serverless deploy` picks it up again and "
                    + "follows it."
            );
            return ExitCodes.Interrupted;
        }
        var stack = await _connection.CloudFormation.FindStackAsync(stackId, cancellation).ConfigureAwait(false);
        if (stack is { HasSucceeded: true })
        {
            if (showOutputs)
                ShowOutputs(stack);
            return ExitCodes.Done;
        }
        _display.Failures([.. ending.Failures.Select(f => f with { Reason = f.Reason is null ? null : _parameters.Mask(f.Reason) })]);
        _display.Error(
            $"{_name} ended in {ending.Status}{(ending.Status.Contains("ROLLBACK_COMPLETE", StringComparison.Ordinal) ? ": everything is as it was before." : ".")}"
        );
        return ExitCodes.Failed;
    }

    private void ShowOutputs(Stack? stack)
    {
        if (stack?.Outputs is { Count: > 0 } outputs)
            _display.Outputs(outputs);
    }

    private Change Masked(Change change) =>
        change with
        {
            Properties = [.. change.Properties.Select(p => p with { Before = Shown(p.Before), After = Shown(p.After) })],
        };

    private string? Shown(string? value) => value is null ? null : _parameters.Mask(value);
}
