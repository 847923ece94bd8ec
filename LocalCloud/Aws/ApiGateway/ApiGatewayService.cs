using System.Collections.Concurrent;
using LocalCloud.Aws.ApiGateway.Apis;
using LocalCloud.Aws.ApiGateway.Authorizers;
using LocalCloud.Aws.ApiGateway.Deployments;
using LocalCloud.Aws.ApiGateway.Domains;
using LocalCloud.Aws.ApiGateway.Execution.Authorization;
using LocalCloud.Aws.ApiGateway.Import;
using LocalCloud.Aws.ApiGateway.Integrations;
using LocalCloud.Aws.ApiGateway.Routes;
using LocalCloud.Aws.ApiGateway.Stages;
using LocalCloud.Aws.ApiGateway.Tagging;
using LocalCloud.Aws.ApiGateway.VpcLinks;

namespace LocalCloud.Aws.ApiGateway;

/// <summary>Amazon API Gateway v2: HTTP APIs. What calls them is answered by <see cref="Execution.ExecuteApi"/>.</summary>
internal sealed class ApiGatewayService : Service, ITaggedService
{
    public override string Id => "apigateway";

    // No bucket's name is as short as v2.
    public override IReadOnlyList<string> RestPaths =>
        ["/v2/apis", "/v2/domainnames", "/v2/vpclinks", "/v2/tags", "/v2/portals", "/v2/portalproducts"];

    public override AwsError Invalid(string message) => Errors.BadRequest(message);

    public override AwsError Throttled => new("TooManyRequestsException", "Too Many Requests", StatusCodes.Status429TooManyRequests);

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            CreateApi.Definition,
            GetApi.Definition,
            GetApis.Definition,
            UpdateApi.Definition,
            DeleteApi.Definition,
            DeleteCorsConfiguration.Definition,
            ImportApi.Definition,
            ReimportApi.Definition,
            CreateRoute.Definition,
            GetRoute.Definition,
            GetRoutes.Definition,
            UpdateRoute.Definition,
            DeleteRoute.Definition,
            CreateIntegration.Definition,
            GetIntegration.Definition,
            GetIntegrations.Definition,
            UpdateIntegration.Definition,
            DeleteIntegration.Definition,
            CreateStage.Definition,
            GetStage.Definition,
            GetStages.Definition,
            UpdateStage.Definition,
            DeleteStage.Definition,
            DeleteAccessLogSettings.Definition,
            DeleteRouteSettings.Definition,
            ResetAuthorizersCache.Definition,
            CreateDeployment.Definition,
            GetDeployment.Definition,
            GetDeployments.Definition,
            UpdateDeployment.Definition,
            DeleteDeployment.Definition,
            CreateAuthorizer.Definition,
            GetAuthorizer.Definition,
            GetAuthorizers.Definition,
            UpdateAuthorizer.Definition,
            DeleteAuthorizer.Definition,
            CreateDomainName.Definition,
            GetDomainName.Definition,
            GetDomainNames.Definition,
            UpdateDomainName.Definition,
            DeleteDomainName.Definition,
            CreateApiMapping.Definition,
            GetApiMapping.Definition,
            GetApiMappings.Definition,
            UpdateApiMapping.Definition,
            DeleteApiMapping.Definition,
            CreateVpcLink.Definition,
            GetVpcLink.Definition,
            GetVpcLinks.Definition,
            UpdateVpcLink.Definition,
            DeleteVpcLink.Definition,
            TagResource.Definition,
            UntagResource.Definition,
            GetTags.Definition,
        ];

    /// <summary>Whose an API id is: who calls it says neither account nor region.</summary>
    internal ConcurrentDictionary<string, ApiGatewayState> Owners { get; } = new(StringComparer.Ordinal);

    /// <summary>The same of custom domain names. Where accounts share a name the latest has it.</summary>
    internal ConcurrentDictionary<string, ApiGatewayState> DomainOwners { get; } = new(StringComparer.OrdinalIgnoreCase);

    public override bool GaveOut(string host) => DomainOwners.ContainsKey(host);

    internal KeySets Keys => field ??= new(Host.Time);

    internal DecisionCache Decisions => field ??= new(Host.Time);

    protected override ServiceState CreateState(Scope scope) => new ApiGatewayState(this, scope);

    IEnumerable<string> ITaggedService.Arns(ServiceState state) => Tagged.Arns((ApiGatewayState)state);

    Result<TaggedResource> ITaggedService.Find(ServiceState state, string arn) => Tagged.Find((ApiGatewayState)state, arn);
}
