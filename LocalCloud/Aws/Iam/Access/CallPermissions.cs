using LocalCloud.Aws.DynamoDb.PartiQl;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Metering.Measures;
using LocalCloud.Policies;

namespace LocalCloud.Aws.Iam.Access;

/// <summary>What a call needs to be allowed: the table by which the smallest policy is written, asked before the call.</summary>
internal static class CallPermissions
{
    public static List<Permission> Of(Service service, RecordOperation operation, object request, Context context)
    {
        if (service.Id == "apigateway")
            return [OfApiGateway(context)];
        if (service.Id == "iam")
            return [new($"iam:{operation.Name}", IamResources.Of(context.Host, context.Scope.Account, operation, request))];
        // What is consumed tells a statement's table only when it has run
        if (RequestedStatements.Of(request) is { } statements)
            return
            [
                .. statements
                    .Select(statement => new Permission(
                        $"dynamodb:{statement.Action}",
                        ResourceArns.Table(context.Scope, statement.Source.Table, statement.Source.Index)
                    ))
                    .Distinct(),
            ];
        var subjects = new List<(string? Name, string? Detail)>();
        operation.MeasureIn(service)(new(context, service.CountedAs, operation.Name, request, null, null) { Subjects = subjects });
        return [.. subjects.Distinct().SelectMany(subject => Of(service, operation, subject, context))];
    }

    private static IEnumerable<Permission> Of(
        Service service,
        RecordOperation operation,
        (string? Name, string? Detail) subject,
        Context context
    )
    {
        var key = new UsageKey(service.CountedAs, operation.Name, subject.Name, subject.Detail, Caller.Client, context.Scope);
        var needed = IamActions.Of(
            new()
            {
                Service = service.CountedAs,
                Operation = operation.Name,
                Resource = ResourceArns.Of(context.Host, key),
                Detail = UsageReports.Detail(key),
                Caller = "client",
                Region = context.Scope.Region,
                Account = context.Scope.Account,
                Count = 1,
            }
        );
        return service.Id == "secretsmanager" ? (needed ?? []).Select(Secret) : needed ?? [];
    }

    // A policy may name a secret by its ARN or with ? for what stands behind its name; who reads of a refusal knows the ARN
    private static Permission Secret(Permission permission)
    {
        var arn = permission.Forms[^1];
        return new(permission.Action, arn) { Forms = arn.EndsWith("-*", StringComparison.Ordinal) ? [arn, $"{arn[..^1]}??????"] : [arn] };
    }

    // The method is the action, the path the resource:
    // docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-using-iam-policies-to-invoke-api.html
    private static Permission OfApiGateway(Context context) =>
        context.Http is { } http
            ? new(
                $"apigateway:{http.Method}",
                $"arn:aws:apigateway:{context.Scope.Region}::{http.Path.Value?.Replace("/v2/", "/", StringComparison.Ordinal)}"
            )
            : new("apigateway:*", "*");
}
