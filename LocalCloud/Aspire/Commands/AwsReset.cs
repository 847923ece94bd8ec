using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Aws;
using LocalCloud.Aspire.Run;
using Microsoft.Extensions.DependencyInjection;

namespace LocalCloud.Aspire.Commands;

/// <summary><c>reset-data</c> of AWS: everything goes, and the application's stacks are made anew.</summary>
internal static class AwsReset
{
    public static IResourceBuilder<LocalStackResource> WithResetCommand(this IResourceBuilder<LocalStackResource> aws) =>
        aws.WithCommand(
            ResetCommand.Name,
            ResetCommand.Display,
            ResetCommand.Options(
                aws.Resource.Name,
                "all of the local AWS, in every account and region",
                " but the application's stacks, which are made anew"
            ),
            context => ResetAsync(aws.Resource, context)
        );

    private static Task<string> ResetAsync(LocalStackResource aws, ExecuteCommandContext context)
    {
        var services = context.Services;
        var directory = services.GetRequiredService<RunSettings>().Data(aws.Name);
        var stacks = services
            .GetRequiredService<DistributedApplicationModel>()
            .Resources.OfType<CloudFormationResource>()
            .Where(s => s.Aws == aws)
            .OrderByDescending(s => s.HasTemplate)
            .ToList();
        var data = new ServerData(
            directory,
            [aws, .. stacks],
            aws,
            Prepare: _ =>
            {
                Directory.CreateDirectory(directory);
                return Task.CompletedTask;
            },
            Fill: async cancellationToken =>
            {
                foreach (var stack in stacks)
                    if (await new StackLife(stack, services).DeployAsync(cancellationToken).ConfigureAwait(false) is { } why)
                        throw new CommandException(why);
            }
        );
        return new DataReset(aws, data, services).RunAsync(context.CancellationToken);
    }
}
