using Amazon.S3;
using Amazon.SQS;
using Lambda;
using Lambda.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Aws;
using Platform.Events;
using Platform.Mail;
using Platform.OnLambda;
using Platform.Outages;
using Platform.Queue;
using Platform.Queue.Consuming;
using Platform.Sessions;
using Platform.Storage;

namespace Platform;

/// <summary>
/// The parts of Platform that a service takes by name; the database is <see cref="Data.DataExtensions.AddPlatformData"/>.
/// </summary>
public static class PlatformExtensions
{
    /// <summary><see cref="IFileStore"/> on the stack's bucket.</summary>
    public static IHostApplicationBuilder AddFileStore(this IHostApplicationBuilder builder)
    {
        builder.Services.AddAwsClients().TryAddSingleton<IFileStore, S3FileStore>();
        builder.Services.AddProbe(Dependency.Files, provider =>
            token => S3FileStore.AskAsync(provider.GetRequiredService<IAmazonS3>(), provider.GetRequiredService<AwsResources>(), token)
        );
        return builder;
    }

    /// <summary><see cref="ISessionStore"/> on the stack's table.</summary>
    public static IHostApplicationBuilder AddSessionStore(this IHostApplicationBuilder builder)
    {
        builder.Services.AddAwsClients().TryAddSingleton<ISessionStore, DynamoDbSessionStore>();
        return builder;
    }

    /// <summary><see cref="IMailSender"/> over SES.</summary>
    public static IHostApplicationBuilder AddMailSender(this IHostApplicationBuilder builder)
    {
        builder.Services.AddAwsClients().TryAddSingleton<IMailSender, SesMailSender>();
        builder.Services.AddProbe(Dependency.Mail, provider => provider.GetRequiredService<SesClient>().AskAsync);
        return builder;
    }

    /// <summary><see cref="IJobQueue"/> on the stack's job queue.</summary>
    public static IHostApplicationBuilder AddJobQueue(this IHostApplicationBuilder builder)
    {
        builder.Services.AddAwsClients().TryAddSingleton<IJobQueue, SqsJobQueue>();
        return builder;
    }

    /// <summary>
    /// Works off the job queue (on Lambda: the batches that come from it) with the handlers of <see cref="JobHandlers.AddJobHandler"/>.
    /// </summary>
    public static IHostApplicationBuilder AddJobConsumer(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<JobDispatcher>();
        return builder.AddConsumer<JobDispatcher>(resources => resources.JobQueueUrl, resources => resources.JobDeadLetterQueueUrl);
    }

    /// <summary>
    /// Works off the event queue (on Lambda: batches from it, and events straight from the bus) with the handlers of
    /// <see cref="EventHandlers.AddEventHandler"/>. Needs the database.
    /// </summary>
    public static IHostApplicationBuilder AddEventConsumer(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EventDispatcher>();
        if (builder.IsOnLambda())
        {
            builder.Services.AddSingleton<IBusEventHandler, EventFunction>();
        }

        return builder.AddConsumer<EventDispatcher>(resources => resources.EventQueueUrl, resources => resources.EventDeadLetterQueueUrl);
    }

    private static IHostApplicationBuilder AddConsumer<TDispatcher>(
        this IHostApplicationBuilder builder,
        Func<AwsResources, string> queueUrl,
        Func<AwsResources, string> deadLetterQueueUrl
    )
        where TDispatcher : class, IMessageDispatcher
    {
        builder.Services.AddAwsClients();
        builder.Services.Configure<QueueConsumerOptions>(builder.Configuration.GetSection("Queue"));
        builder.Services.AddSingleton(provider => new DeadLetters(
            provider.GetRequiredService<IAmazonSQS>(),
            () => deadLetterQueueUrl(provider.GetRequiredService<AwsResources>()),
            provider.GetRequiredService<ILogger<DeadLetters>>()
        ));
        if (builder.IsOnLambda())
        {
            // Lambda polls, keeps messages hidden and deletes them.
            builder.Services.AddSingleton<ISqsRecordHandler>(provider => new QueueFunction<TDispatcher>(
                provider.GetRequiredService<IAmazonSQS>(),
                () => queueUrl(provider.GetRequiredService<AwsResources>()),
                provider.GetRequiredService<DeadLetters>(),
                provider.GetRequiredService<TDispatcher>(),
                provider.GetRequiredService<IOptions<QueueConsumerOptions>>().Value,
                provider.GetRequiredService<ILogger<FailedMessages>>()
            ));
            return builder;
        }

        builder.Services.TryAddSingleton<OutageGates>();
        builder.Services.AddSingleton<IHostedService>(provider => new QueueConsumer(
            provider.GetRequiredService<IAmazonSQS>(),
            () => queueUrl(provider.GetRequiredService<AwsResources>()),
            provider.GetRequiredService<DeadLetters>(),
            provider.GetRequiredService<TDispatcher>(),
            provider.GetRequiredService<OutageGates>(),
            provider.GetRequiredService<IOptions<QueueConsumerOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<QueueConsumer>>()
        ));
        return builder;
    }
}
