using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Events;
using Platform.Mail;

namespace Platform.Aws;

public static class AwsClients
{
    /// <summary>
    /// One client per AWS service, made when first used, traced, with <see cref="AwsEndpoint"/> and <see cref="AwsResources"/>.
    /// </summary>
    public static IServiceCollection AddAwsClients(this IServiceCollection services)
    {
        AwsTracing.Register();
        services.TryAddSingleton(provider => AwsEndpoint.From(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton<AwsResources>();
        services.AddClient<IAmazonSQS, AmazonSQSConfig>(
            () => new AmazonSQSConfig(),
            (credentials, config) => credentials is null ? new AmazonSQSClient(config) : new AmazonSQSClient(credentials, config)
        );
        services.AddClient<IAmazonDynamoDB, AmazonDynamoDBConfig>(
            () => new AmazonDynamoDBConfig(),
            (credentials, config) => credentials is null ? new AmazonDynamoDBClient(config) : new AmazonDynamoDBClient(credentials, config)
        );
        services.AddClient<IAmazonS3, AmazonS3Config>(
            () => new AmazonS3Config(),
            (credentials, config) =>
            {
                // An emulator's host name has no sub-domain per bucket.
                config.ForcePathStyle = config.ServiceURL is not null;
                return credentials is null ? new AmazonS3Client(config) : new AmazonS3Client(credentials, config);
            }
        );
        services.TryAddSingleton(provider => new EventBridgeClient(provider.GetRequiredService<AwsEndpoint>()));
        services.TryAddSingleton(provider => new SesClient(provider.GetRequiredService<AwsEndpoint>()));
        return services;
    }

    private static void AddClient<TClient, TConfig>(
        this IServiceCollection services,
        Func<TConfig> config,
        Func<AWSCredentials?, TConfig, TClient> create
    )
        where TClient : class
        where TConfig : ClientConfig =>
        services.TryAddSingleton(provider =>
        {
            var endpoint = provider.GetRequiredService<AwsEndpoint>();
            return create(endpoint.Credentials, endpoint.ApplyTo(config()));
        });
}
