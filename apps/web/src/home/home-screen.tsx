import { Navigate } from '@tanstack/react-router';

export const Screen = () => <Navigate to="/forums" />;
