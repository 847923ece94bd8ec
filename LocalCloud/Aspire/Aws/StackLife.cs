using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Run;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Aspire.Aws;

/// <summary>What a stack's resource goes through: it waits for AWS, is made, and shows what it has or why it failed.</summary>
internal sealed class StackLife(CloudFormationResource stack, IServiceProvider services)
{
    private readonly ResourceNotificationService _notifications = services.GetRequiredService<ResourceNotificationService>();

    private ILogger Log => field ??= services.GetRequiredService<ResourceLoggerService>().GetLogger(stack);

    public async Task BeginAsync(InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        try
        {
            var aws = stack.Aws
                ?? throw new StartException(
                    $"'{stack.Name}' needs something that plays AWS: builder.UseLocalStack(builder.AddLocalStack()) in the AppHost."
                );
            await _notifications.WaitForResourceHealthyAsync(aws.Name, cancellationToken).ConfigureAwait(false);
            var starting = new BeforeResourceStartedEvent(stack, start.Services);
            await start.Eventing.PublishAsync(starting, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await FailAsync(e, client: null, cancellationToken).ConfigureAwait(false);
            return;
        }
        await DeployAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes it on AWS as it is now, which may have been emptied.</summary>
    /// <returns>Why it could not be made; null when it is there.</returns>
    public async Task<string?> DeployAsync(CancellationToken cancellationToken)
    {
        stack.Begin();
        await _notifications
            .PublishUpdateAsync(stack, s =>
                s with
                {
                    State = KnownResourceStates.Starting,
                    StartTimeStamp = TimeProvider.System.GetUtcNow().UtcDateTime,
                }
            )
            .ConfigureAwait(false);
        using var client = new CloudFormationClient(new(stack.Aws!.PrimaryEndpoint.Url), stack.Aws.Region, TimeProvider.System);
        try
        {
            var state = await new StackDeployment(stack, client, Log).DeployAsync(cancellationToken).ConfigureAwait(false);
            var members = await client.MembersAsync(stack.StackName, cancellationToken).ConfigureAwait(false);
            stack.Complete(state.Outputs);
            var running = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success);
            await ShowAsync(running, state, members, reason: null).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await FailAsync(e, client, cancellationToken).ConfigureAwait(false);
            return e.Message;
        }
    }

    private async Task FailAsync(Exception why, CloudFormationClient? client, CancellationToken cancellationToken)
    {
        LogFailure(why.Message);
        stack.Fail(why);
        StackState? state = null;
        IReadOnlyList<StackMember> members = [];
        try
        {
            if (client is not null)
            {
                state = await client.DescribeAsync(stack.StackName, cancellationToken).ConfigureAwait(false);
                members = await client.MembersAsync(stack.StackName, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is HttpRequestException or StartException)
        {
            // The reason is known without
        }
        var failed = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error);
        await ShowAsync(failed, state, members, why.Message).ConfigureAwait(false);
    }

    private void LogFailure(string message) => Log.LogError("{Message}", message);

    private Task ShowAsync(ResourceStateSnapshot shown, StackState? state, IReadOnlyList<StackMember> members, string? reason) =>
        _notifications.PublishUpdateAsync(stack, s =>
            s with
            {
                State = shown,
                Properties = StackProperties.Of(stack, state, members, reason),
                Urls = stack.Aws is { } aws && state is not null ? ConsoleLinks.Of(aws, stack.StackName, members) : [],
            }
        );
}
