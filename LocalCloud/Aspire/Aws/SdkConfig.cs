using Amazon;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS;

namespace Aspire.Hosting.AWS
{
    /// <summary>Profile and region of the AWS SDK, under the names of Aspire.Hosting.AWS.</summary>
    public interface IAWSSDKConfig
    {
        /// <summary>A profile of <c>~/.aws</c>; the local AWS needs none.</summary>
        string? Profile { get; set; }

        /// <summary>The region of the clients.</summary>
        RegionEndpoint? Region { get; set; }
    }

    internal sealed class AwsSdkConfig : IAWSSDKConfig
    {
        public string? Profile { get; set; }
        public RegionEndpoint? Region { get; set; }
    }
}

namespace Aspire.Hosting
{
    /// <summary>Profile and region of the AWS SDK.</summary>
    public static class SDKResourceExtensions
    {
        /// <summary>Begins a configuration of the AWS SDK.</summary>
        public static IAWSSDKConfig AddAWSSDKConfig(this IDistributedApplicationBuilder builder)
        {
            ArgumentNullException.ThrowIfNull(builder);
            return new AwsSdkConfig();
        }

        /// <summary>Takes credentials from a profile of <c>~/.aws</c>.</summary>
        public static IAWSSDKConfig WithProfile(this IAWSSDKConfig config, string profile)
        {
            config.Profile = profile;
            return config;
        }

        /// <summary>Sets the region of the clients.</summary>
        public static IAWSSDKConfig WithRegion(this IAWSSDKConfig config, RegionEndpoint region)
        {
            config.Region = region;
            return config;
        }

        /// <summary>Sets the region of the clients by its name, as <c>eu-central-1</c>.</summary>
        public static IAWSSDKConfig WithRegion(this IAWSSDKConfig config, string systemName) =>
            config.WithRegion(RegionEndpoint.GetBySystemName(systemName));

        /// <summary>Gives a resource the profile and the region as the SDK's own variables.</summary>
        public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IAWSSDKConfig awsSdkConfig)
            where T : IResourceWithEnvironment =>
            builder.WithEnvironment(context =>
            {
                if (awsSdkConfig.Profile is { } profile)
                    context.EnvironmentVariables["AWS_PROFILE"] = profile;
                if (awsSdkConfig.Region is { } region)
                    context.EnvironmentVariables["AWS_REGION"] = region.SystemName;
            });
    }
}
