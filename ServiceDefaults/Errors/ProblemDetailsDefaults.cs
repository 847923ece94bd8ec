using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ServiceDefaults.Errors;

internal static class ProblemDetailsDefaults
{
    public static void AddProblemDetailsDefaults(this IServiceCollection services)
    {
        services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context =>
            {
                context.ProblemDetails.Instance ??= context.HttpContext.Request.Path;
                context.ProblemDetails.Extensions["requestId"] = context.HttpContext.TraceIdentifier;
                if (Activity.Current is { } activity)
                {
                    context.ProblemDetails.Extensions["traceId"] = activity.TraceId.ToHexString();
                }
            }
        );
        services.AddExceptionHandler<BadRequestHandler>();

        // Thrown in every environment, so that the handler above can say what was wrong with the body.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }
}
