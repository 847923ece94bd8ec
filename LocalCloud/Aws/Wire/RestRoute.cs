using LocalCloud.Aws.Wire.Access;
using LocalCloud.Aws.Wire.Signatures;
using Microsoft.AspNetCore.Http.Features;

namespace LocalCloud.Aws.Wire;

/// <summary>A service that reads and answers its requests by itself.</summary>
internal sealed class RestRoute(RestService service) : Route
{
    public override bool IsPublic(HttpRequest request) => service.IsPublic(request);

    public override SignatureScheme SignatureScheme => service.SignatureScheme;

    public override Addressee Addressee => Addressee.Application;

    public override bool AllowsOrigin(HttpRequest request, Context context, string origin) =>
        service.AllowsOrigin(request, context, origin);

    public override bool HasOwnCors(HttpRequest request) => service.HasOwnCors(request);

    public override Task AnswerAsync(HttpContext http, Context context)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        (context.ServiceId, context.OperationName) = (service.Id, http.Request.Method);
        return service.HandleAsync(http, context);
    }

    public override Task FailAsync(HttpContext http, Context context, AwsError error) => service.FailAsync(http, context, error);
}
